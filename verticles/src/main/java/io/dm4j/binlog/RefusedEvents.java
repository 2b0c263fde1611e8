package io.dm4j.binlog;

import io.dm4j.error.DmException;

/** Tells events that say nothing about rows from those that must not be passed over. */
final class RefusedEvents {
    private RefusedEvents() {}

    /** Returns if the event can be passed over; else throws. */
    static void check(RawEvent event, Place place) {
        switch (event.type()) {
            case EventCode.STOP,
                    EventCode.IGNORABLE,
                    EventCode.ROWS_QUERY,
                    EventCode.PREVIOUS_GTIDS,
                    EventCode.TRANSACTION_CONTEXT,
                    EventCode.VIEW_CHANGE,
                    EventCode.ANNOTATE_ROWS,
                    EventCode.BINLOG_CHECKPOINT,
                    EventCode.MARIADB_GTID_LIST,
                    EventCode.START_ENCRYPTION -> {}
            case EventCode.INTVAR,
                    EventCode.RAND,
                    EventCode.USER_VAR,
                    EventCode.LOAD,
                    EventCode.CREATE_FILE,
                    EventCode.APPEND_BLOCK,
                    EventCode.EXEC_LOAD,
                    EventCode.DELETE_FILE,
                    EventCode.NEW_LOAD,
                    EventCode.BEGIN_LOAD_QUERY,
                    EventCode.EXECUTE_LOAD_QUERY ->
                throw refuse(BinlogError.STATEMENT_FORMAT, "a change of rows in statement format", place);
            case EventCode.INCIDENT -> throw refuse(BinlogError.INCIDENT, "an incident event", place);
            case EventCode.XA_PREPARE -> throw refuse(BinlogError.XA_TRANSACTION, "an XA transaction", place);
            case EventCode.TAGGED_GTID -> throw refuse(BinlogError.TAGGED_GTID, "a GTID with a tag", place);
            case EventCode.QUERY_COMPRESSED ->
                throw refuse(BinlogError.COMPRESSED_EVENT, "a compressed statement (log_bin_compress)", place);
            default -> unknown(event, place);
        }
    }

    private static void unknown(RawEvent event, Place place) {
        if (!event.ignorable()) {
            throw refuse(BinlogError.UNKNOWN_EVENT, "an event of the unknown type " + event.type(), place);
        }
    }

    private static DmException refuse(BinlogError code, String what, Place place) {
        return new DmException(code, what + ", at " + place.start());
    }
}
