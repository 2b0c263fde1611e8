package io.dm4j.binlog;

import io.dm4j.binlog.BinlogEvent.Kind;
import java.util.Optional;

/**
 * How a rows event is built, by its type.
 *
 * @param extraData the second version has a block of the server's own before the columns
 * @param refusal set if the rows cannot be read; words says why
 */
record RowsForm(Kind kind, boolean extraData, Optional<BinlogError> refusal, String words) {

    static RowsForm of(int type) {
        return switch (type) {
            case EventCode.WRITE_ROWS_V1 -> readable(Kind.INSERT, false);
            case EventCode.UPDATE_ROWS_V1 -> readable(Kind.UPDATE, false);
            case EventCode.DELETE_ROWS_V1 -> readable(Kind.DELETE, false);
            case EventCode.WRITE_ROWS -> readable(Kind.INSERT, true);
            case EventCode.UPDATE_ROWS -> readable(Kind.UPDATE, true);
            case EventCode.DELETE_ROWS -> readable(Kind.DELETE, true);
            case EventCode.PARTIAL_UPDATE_ROWS ->
                new RowsForm(
                        Kind.UPDATE,
                        true,
                        Optional.of(BinlogError.PARTIAL_JSON),
                        "partial JSON updates (binlog_row_value_options=PARTIAL_JSON) are not supported yet");
            case EventCode.WRITE_ROWS_COMPRESSED_V1, EventCode.WRITE_ROWS_COMPRESSED -> compressed(Kind.INSERT);
            case EventCode.UPDATE_ROWS_COMPRESSED_V1, EventCode.UPDATE_ROWS_COMPRESSED -> compressed(Kind.UPDATE);
            case EventCode.DELETE_ROWS_COMPRESSED_V1, EventCode.DELETE_ROWS_COMPRESSED -> compressed(Kind.DELETE);
            default -> throw new IllegalArgumentException("event type " + type + " holds no rows");
        };
    }

    private static RowsForm readable(Kind kind, boolean extraData) {
        return new RowsForm(kind, extraData, Optional.empty(), "");
    }

    private static RowsForm compressed(Kind kind) {
        return new RowsForm(
                kind,
                false,
                Optional.of(BinlogError.COMPRESSED_EVENT),
                "MariaDB's compressed events (log_bin_compress) are not supported yet");
    }

    int images() {
        return kind == Kind.UPDATE ? 2 : 1;
    }
}
