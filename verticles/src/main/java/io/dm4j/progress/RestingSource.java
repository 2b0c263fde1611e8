package io.dm4j.progress;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Literals;
import io.dm4j.mysql.SqlFailures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;

/**
 * Writes to a source's records from outside of its units, while none of them follows.
 *
 * <p>Whoever begins to follow writes the lane's record in the fence, {@link Fence#take}, and reads what is kept only then,
 * in the session that the record names. A write from here holds that record until it is committed, and is made only if
 * the record's session is over. So a worker that begins at the same time, by a resume, by itself, or after it was bound
 * anew, comes either later, and reads what was written; or it was first, and its session is seen. A record of a newer
 * binding than the caller knew of refuses the write as well: the task may have moved on since it was looked at.
 */
public final class RestingSource {
    /** A session that was told to end is seen for a moment still. */
    private static final Duration WAIT = Duration.ofMillis(200);

    private static final int LOOKS = 15;
    private static final int NO_SUCH_SCHEMA = 1049;
    private static final int NO_SUCH_TABLE = 1146;
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private final String fence;
    private final String task;
    private final String source;
    private final long epoch;

    /** @param epoch of the newest binding of the source that the caller knows of */
    public RestingSource(String metaSchema, String task, String source, long epoch) {
        this.fence = MetaTable.quoted(metaSchema, task, "fence");
        this.task = task;
        this.source = source;
        this.epoch = epoch;
    }

    /** All or nothing; fails as STILL_FOLLOWED or NOT_BEGUN without having written. */
    public Future<Void> write(Vertx vertx, SqlConnection connection, List<String> statements) {
        return connection
                .query("SET SESSION innodb_lock_wait_timeout = 2")
                .execute()
                .compose(set -> look(vertx, connection, statements, LOOKS))
                .recover(failure -> Future.failedFuture(told(failure)));
    }

    private Future<Void> look(Vertx vertx, SqlConnection connection, List<String> statements, int looks) {
        return attempt(connection, statements).compose(written -> {
            if (written) {
                return Future.succeededFuture();
            }
            return looks == 1
                    ? Future.failedFuture(stillFollowed("a session of it is open on the target"))
                    : vertx.timer(WAIT.toMillis()).compose(over -> look(vertx, connection, statements, looks - 1));
        });
    }

    private Future<Boolean> attempt(SqlConnection connection, List<String> statements) {
        return run(connection, "START TRANSACTION")
                .compose(begun -> isOver(connection))
                .compose(over -> over
                        ? inOrder(connection, statements)
                                .compose(written -> run(connection, "COMMIT"))
                                .map(true)
                        : run(connection, "ROLLBACK").map(false))
                .recover(failure -> run(connection, "ROLLBACK").transform(rolledBack -> Future.failedFuture(failure)));
    }

    private Future<Boolean> isOver(SqlConnection connection) {
        return connection
                .query("SELECT epoch, owner, connection_id FROM " + fence + " WHERE source = " + Literals.of(source)
                        + " AND slot = " + Literals.of(Fence.LANE) + " FOR UPDATE")
                .execute()
                .map(this::session)
                .compose(session -> connection
                        .query("SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = " + session
                                + " AND USER = SUBSTRING_INDEX(USER(), '@', 1)")
                        .execute())
                .map(rows -> rows.size() == 0);
    }

    private long session(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw notBegun();
        }
        Row row = rows.iterator().next();
        if (row.getNumeric(0).longValue() > epoch) {
            throw stillFollowed(row.getString(1) + " has taken over");
        }
        return row.getNumeric(2).longValue();
    }

    private static Future<Void> inOrder(SqlConnection connection, List<String> statements) {
        Future<Void> done = Future.succeededFuture();
        for (String sql : statements) {
            done = done.compose(before -> run(connection, sql));
        }
        return done;
    }

    private static Future<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }

    private Throwable told(Throwable failure) {
        if (SqlFailures.is(failure, NO_SUCH_TABLE) || SqlFailures.is(failure, NO_SUCH_SCHEMA)) {
            return notBegun();
        }
        return SqlFailures.is(failure, LOCK_WAIT_TIMEOUT) ? stillFollowed("it is writing to the target") : failure;
    }

    private DmException stillFollowed(String why) {
        return new DmException(
                ProgressError.STILL_FOLLOWED, "task " + task + " is at work on source " + source + ": " + why);
    }

    private DmException notBegun() {
        return new DmException(ProgressError.NOT_BEGUN, "task " + task + " has not begun to follow source " + source);
    }
}
