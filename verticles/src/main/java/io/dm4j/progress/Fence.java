package io.dm4j.progress;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Literals;
import io.dm4j.mysql.SqlFailures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all but the newest binding of a source from writing. Each connection that writes has a slot; a transaction that
 * writes begins with {@link #check}. The steps of a start: {@link #takeOver}, then read the progress, then {@link #take}
 * a slot with each connection that will write.
 */
public final class Fence {
    /** The slot of the one lane that follows. */
    public static final String LANE = "lane-0";

    /** What the old owner gets to notice by itself that it has lost the source. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 150;
    private static final int ROUNDS = 5;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_SUCH_THREAD = 1094;

    private final String table;
    private final String source;
    private final long epoch;
    private final String owner;

    public Fence(String metaSchema, String task, String source, long epoch, String owner) {
        this.table = MetaTable.quoted(metaSchema, task, "fence");
        this.source = source;
        this.epoch = epoch;
        this.owner = owner.length() <= 255 ? owner : owner.substring(0, 255);
    }

    /**
     * Ends what earlier owners of this source still have open on the target, so that no transaction of theirs can commit
     * any more; progress may be read once this is done. Fails as FENCED if a newer owner is there.
     */
    public Future<Void> takeOver(Vertx vertx, SqlConnection connection) {
        return connection
                .query("SET SESSION innodb_lock_wait_timeout = 2")
                .execute()
                .compose(set -> round(vertx, connection, 1))
                .compose(done -> connection
                        .query("SET SESSION innodb_lock_wait_timeout = DEFAULT")
                        .execute())
                .mapEmpty();
    }

    /** A connection of an old owner that holds a slot's lock makes the last step fail: then once more. */
    private Future<Void> round(Vertx vertx, SqlConnection connection, int round) {
        return refuseIfOld(connection)
                .compose(current -> alive(connection))
                .compose(ids -> ids.isEmpty() ? Future.succeededFuture() : end(vertx, connection, ids))
                .compose(ended -> claim(connection))
                .recover(failure -> round < ROUNDS && SqlFailures.is(failure, LOCK_WAIT_TIMEOUT)
                        ? round(vertx, connection, round + 1)
                        : Future.failedFuture(failure));
    }

    private Future<Void> refuseIfOld(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT epoch, owner FROM " + table + " WHERE source = ? AND epoch > ? LIMIT 1")
                .execute(Tuple.of(source, epoch))
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture() : Future.failedFuture(fenced(rows)));
    }

    private DmException fenced(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new DmException(
                ProgressError.FENCED,
                "source " + source + ": epoch " + epoch + " is over, " + row.getString(1) + " writes with epoch "
                        + row.getNumeric(0));
    }

    /** Only threads of this account: a number may have gone to somebody else after a restart of the server. */
    private Future<List<Long>> alive(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT p.ID FROM information_schema.PROCESSLIST p JOIN " + table
                        + " f ON f.connection_id = p.ID WHERE f.source = ? AND p.ID <> CONNECTION_ID()"
                        + " AND p.USER = SUBSTRING_INDEX(USER(), '@', 1)")
                .execute(Tuple.of(source))
                .map(Fence::ids);
    }

    private static List<Long> ids(RowSet<Row> rows) {
        List<Long> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.getNumeric(0).longValue()));
        return ids;
    }

    private Future<Void> end(Vertx vertx, SqlConnection connection, List<Long> ids) {
        return pause(vertx, GRACE)
                .compose(over -> alive(connection))
                .compose(left -> kill(connection, left))
                .compose(killed -> awaitGone(vertx, connection, POLLS));
    }

    private Future<Void> kill(SqlConnection connection, List<Long> ids) {
        Future<Void> killed = Future.succeededFuture();
        for (Long id : ids) {
            killed = killed.compose(before -> connection
                    .query("KILL " + id)
                    .execute()
                    .<Void>mapEmpty()
                    .recover(failure -> SqlFailures.is(failure, NO_SUCH_THREAD)
                            ? Future.succeededFuture()
                            : Future.failedFuture(failure)));
        }
        return killed;
    }

    private Future<Void> awaitGone(Vertx vertx, SqlConnection connection, int polls) {
        return alive(connection).compose(ids -> {
            if (ids.isEmpty()) {
                return Future.succeededFuture();
            }
            return polls == 0
                    ? Future.failedFuture(new DmException(
                            ProgressError.STILL_ALIVE,
                            "connections " + ids + " of an earlier owner of source " + source + " do not end"))
                    : pause(vertx, POLL).compose(over -> awaitGone(vertx, connection, polls - 1));
        });
    }

    private static Future<Void> pause(Vertx vertx, Duration time) {
        return vertx.timer(time.toMillis()).mapEmpty();
    }

    private Future<Void> claim(SqlConnection connection) {
        return connection
                .preparedQuery("UPDATE " + table + " SET epoch = ?, owner = ? WHERE source = ? AND epoch <= ?")
                .execute(Tuple.of(epoch, owner, source, epoch))
                .compose(claimed -> refuseIfOld(connection));
    }

    /** Makes this connection the one that writes in the slot. Fails as FENCED if a newer owner is there. */
    public Future<Void> take(SqlConnection connection, String slot) {
        // left to right: epoch last, as the others look at it
        return connection
                .preparedQuery("INSERT INTO " + table + " (source, slot, epoch, owner, connection_id)"
                        + " VALUES (?, ?, ?, ?, CONNECTION_ID()) ON DUPLICATE KEY UPDATE"
                        + " connection_id = IF(VALUES(epoch) >= epoch, VALUES(connection_id), connection_id),"
                        + " owner = IF(VALUES(epoch) >= epoch, VALUES(owner), owner),"
                        + " epoch = GREATEST(epoch, VALUES(epoch))")
                .execute(Tuple.of(source, slot, epoch, owner))
                .compose(taken -> refuseIfOld(connection));
    }

    /**
     * First statement of a transaction that writes; no one else can take the slot until that transaction's end. Fails as
     * FENCED if another has taken it: then the caller rolls back and stops.
     */
    public Future<Void> check(SqlConnection connection, String slot) {
        // as text: a statement that is prepared first holds up those sent behind it for a round trip
        return connection
                .query("SELECT epoch, owner FROM " + table + " WHERE source = " + Literals.of(source) + " AND slot = "
                        + Literals.of(slot) + " FOR UPDATE")
                .execute()
                .compose(rows -> holds(rows) ? Future.succeededFuture() : Future.failedFuture(lost(rows)));
    }

    private boolean holds(RowSet<Row> rows) {
        return rows.size() == 1 && rows.iterator().next().getNumeric(0).longValue() == epoch;
    }

    private DmException lost(RowSet<Row> rows) {
        return rows.size() == 1
                ? fenced(rows)
                : new DmException(ProgressError.FENCED, "source " + source + ": the fence of this task was removed");
    }
}
