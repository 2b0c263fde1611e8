package io.dm4j.load;

import io.dm4j.error.DmException;
import io.dm4j.mysql.BinlogStatus;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.mysql.SqlFailures;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;

/**
 * One state of the upstream, seen by several sessions, and its position.
 *
 * @param lockHeld how long writes on the upstream had to wait for it
 */
record Snapshot(List<SqlConnection> sessions, BinlogStatus at, Duration lockHeld) {
    /** A lock that waits makes all others wait behind it. */
    private static final int LOCK_WAIT_SECONDS = 2;

    private static final int ATTEMPTS = 5;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int ACCESS_DENIED = 1227;

    /**
     * @param locker a session that takes the global read lock and gives it back
     * @param sessions where the snapshot is opened; it lives until they close
     */
    static Future<Snapshot> open(SqlConnection locker, List<SqlConnection> sessions, ServerVersion version) {
        return run(locker, "SET SESSION lock_wait_timeout = " + LOCK_WAIT_SECONDS)
                .compose(set -> lock(locker, 1))
                .compose(locked -> underLock(locker, sessions, version));
    }

    private static Future<Void> lock(SqlConnection locker, int attempt) {
        return run(locker, "FLUSH TABLES WITH READ LOCK").recover(failure -> {
            if (SqlFailures.is(failure, ACCESS_DENIED)) {
                return Future.failedFuture(
                        new DmException(LoadError.LOCK_PRIVILEGE, "the global read lock was refused", failure));
            }
            if (!SqlFailures.is(failure, LOCK_WAIT_TIMEOUT)) {
                return Future.failedFuture(failure);
            }
            return attempt < ATTEMPTS ? lock(locker, attempt + 1) : Future.failedFuture(notGranted(failure));
        });
    }

    private static DmException notGranted(Throwable failure) {
        return new DmException(
                LoadError.LOCK_NOT_GRANTED,
                "the global read lock was not granted in " + ATTEMPTS + " attempts of " + LOCK_WAIT_SECONDS + " s each",
                failure);
    }

    private static Future<Snapshot> underLock(
            SqlConnection locker, List<SqlConnection> sessions, ServerVersion version) {
        long since = System.nanoTime();
        return Future.all(sessions.stream().map(Snapshot::begin).toList())
                .compose(begun -> BinlogStatus.read(locker, version))
                .compose(at -> run(locker, "UNLOCK TABLES")
                        .map(unlocked -> new Snapshot(sessions, at, Duration.ofNanos(System.nanoTime() - since))));
    }

    private static Future<Void> begin(SqlConnection session) {
        return run(session, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                .compose(set -> run(session, "START TRANSACTION WITH CONSISTENT SNAPSHOT"));
    }

    static Future<Void> run(SqlConnection session, String sql) {
        return session.query(sql).execute().mapEmpty();
    }
}
