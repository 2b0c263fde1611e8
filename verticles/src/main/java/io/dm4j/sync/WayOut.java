package io.dm4j.sync;

import io.dm4j.binlog.BinlogError;
import io.dm4j.ddl.DdlError;
import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.row.TableId;
import java.util.Set;

/** Tells with what is wrong with a statement or with rows which commands lead past it, to be pasted. */
record WayOut(String task, String source) {
    private static final Set<SyncError> OF_STATEMENTS =
            Set.of(SyncError.DDL_FAILED, SyncError.DDL_UNCLEAR, SyncError.FILTER_STOPS, SyncError.HANDLING_EMPTY);

    /** Rows that the definition we have of the table does not fit; other trouble stays as it is. */
    Throwable of(Throwable failure, TableId table) {
        return failure instanceof DmException coded
                        && (coded.code() == BinlogError.COLUMN_MISMATCH || coded.code() == SyncError.DEFINITION_UNKNOWN)
                ? coded.withWorkaround(structure(table))
                : failure;
    }

    private String structure(TableId table) {
        return ("Say what the table was at this position: `dmctl binlog-schema update %s %s %s FILE -s %s`, with its CREATE"
                        + " TABLE of then in FILE; then `dmctl resume-task %s -s %s`. Or copy the table again.")
                .formatted(task, word(table.schema()), word(table.table()), source, task, source);
    }

    /** For a shell. */
    private static String word(String name) {
        return name.matches("[\\w.-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    /** Trouble that is not the statement's own stays as it is. */
    Throwable of(Throwable failure, BinlogPosition statement) {
        return failure instanceof DmException coded && isOfStatement(coded) ? told(coded, statement) : failure;
    }

    private static boolean isOfStatement(DmException failure) {
        return failure.code() instanceof DdlError
                || failure.code() instanceof SyncError code && OF_STATEMENTS.contains(code);
    }

    private DmException told(DmException failure, BinlogPosition statement) {
        String there = " %s -s %s -b %s".formatted(task, source, statement.argument());
        return new DmException(
                        failure.code(),
                        "statement at " + statement.argument() + ": " + failure.what(),
                        failure.getCause())
                .withWorkaround(failure.workaround() + " `dmctl binlog skip" + there
                        + "` leaves the statement out, `dmctl binlog replace" + there
                        + " \"SQL\"` runs another in its place.");
    }
}
