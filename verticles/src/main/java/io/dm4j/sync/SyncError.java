package io.dm4j.sync;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;
import io.dm4j.error.Meaning;

/** What can stop replication. */
public enum SyncError implements ErrorCode {
    ROW_MISSING(
            36500,
            ErrorScope.DOWNSTREAM,
            "Find out who changed the target besides this task; then repair the row there and resume, or copy the table"
                    + " anew."),
    ROW_REFUSED(
            36501,
            ErrorScope.DOWNSTREAM,
            "Repair the target's row or definition by what the raw cause says, then resume the task."),
    NO_TARGET_TABLE(
            36502, ErrorScope.DOWNSTREAM, "Create the table on the target, or filter it out; then resume the task."),
    COLUMN_MISSING(
            36503,
            ErrorScope.DOWNSTREAM,
            "Add the column on the target as the source defines it, then resume the task."),
    DEFINITION_UNKNOWN(
            36504,
            ErrorScope.UPSTREAM,
            "Say what the table was when the rows were written: `dmctl binlog-schema update TASK SCHEMA TABLE FILE -s"
                    + " SOURCE`, with its CREATE TABLE of then in FILE; then `dmctl resume-task TASK`. Or copy the table"
                    + " anew."),
    NO_START(
            36505,
            ErrorScope.INTERNAL,
            "Give mysql-instances[].meta a binlog-name (and binlog-pos) or a binlog-gtid that fits enable-gtid."),
    DDL_UNCLEAR(
            36506,
            ErrorScope.DOWNSTREAM,
            "Compare the target's definition with the statement and finish it by hand; then leave it out."),
    DDL_FAILED(
            36507,
            ErrorScope.DOWNSTREAM,
            "Make the statement possible on the target by what the raw cause says, then resume the task."),
    DDL_LOCKED(
            36508, ErrorScope.DOWNSTREAM, "Another session still runs a statement for this task; end it, then resume."),
    COPY_NOT_DONE(36509, ErrorScope.INTERNAL, "Start the task in mode all, so that the copy ends first."),
    START_TIME_TOO_EARLY(
            36511,
            ErrorScope.UPSTREAM,
            "Give a start time after that, or copy: the changes in between are no longer on the upstream."),
    START_TIME_NOT_FOUND(
            36512,
            ErrorScope.UPSTREAM,
            "Give mysql-instances[].meta in place of a start time, or resume the task to look again."),
    FILTER_STOPS(
            36513,
            ErrorScope.UPSTREAM,
            "Stop the task, and start it with a filter that lets the change pass or leaves it out (Ignore); its progress stays."),
    HANDLING_MISPLACED(
            36514,
            ErrorScope.INTERNAL,
            "Take it back with `dmctl binlog revert TASK -s SOURCE -b FILE:POS`; `query-status` shows the place of a"
                    + " statement that stops the task."),
    HANDLING_EMPTY(36515, ErrorScope.INTERNAL, "Name tables by the upstream's names, and ones that the task takes."),
    UNEXPECTED(36510, ErrorScope.INTERNAL, "This is a fault of the program; please report it with the log.");

    private final Meaning meaning;

    SyncError(int number, ErrorScope scope, String workaround) {
        this.meaning = new Meaning(number, ErrorClass.SYNC_UNIT, scope, ErrorLevel.HIGH, workaround);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
