package io.dm4j.sync;

import io.dm4j.ddl.DdlError;
import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import java.util.Set;

/** Tells with what is wrong with a statement where it is and which commands lead past it, to be pasted. */
record WayOut(String task, String source) {
    private static final Set<SyncError> OF_STATEMENTS =
            Set.of(SyncError.DDL_FAILED, SyncError.DDL_UNCLEAR, SyncError.FILTER_STOPS, SyncError.HANDLING_EMPTY);

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
