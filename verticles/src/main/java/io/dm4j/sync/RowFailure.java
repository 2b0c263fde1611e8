package io.dm4j.sync;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.SqlFailures;

/** Tells what the target said to a statement on rows; its own words may hold a row's values and are left out. */
final class RowFailure {
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT = 1205;

    private RowFailure() {}

    static DmException of(Throwable failure, RowStatement statement) {
        if (failure instanceof DmException || SqlFailures.errno(failure).isEmpty() || SqlFailures.heals(failure)) {
            return SqlFailures.coded(failure, ErrorScope.DOWNSTREAM, statement.what());
        }
        return new DmException(
                SyncError.ROW_REFUSED,
                statement.what() + ": the target answered with error "
                        + SqlFailures.errno(failure).getAsInt());
    }

    /** The target gave up our transaction in favour of another one. */
    static boolean isConflict(Throwable failure) {
        return SqlFailures.is(failure, DEADLOCK) || SqlFailures.is(failure, LOCK_WAIT);
    }

    /** The statement itself is at fault, not the connection: run row by row it can be named. */
    static boolean isOfRow(Throwable failure) {
        return failure instanceof DmException coded
                && (coded.code() == SyncError.ROW_REFUSED || coded.code() == SyncError.ROW_MISSING);
    }
}
