package io.dm4j.sync;

import io.dm4j.mysql.BinlogStatus;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.ServerVersion;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Asks the upstream for its clock and the end of its binlog. A failure is no trouble of the unit's: the last answer stays,
 * the next question opens a new session. Confined to the unit's context.
 */
final class Probe {
    private static final Logger log = LogManager.getLogger(Probe.class);

    private final Database upstream;
    private Optional<SqlConnection> connection = Optional.empty();
    private Optional<BinlogStatus> status = Optional.empty();
    private long clockAheadMillis;
    private boolean asking;
    private boolean closed;

    Probe(Database upstream) {
        this.upstream = upstream;
    }

    /** The end of the upstream's binlog as last seen. */
    Optional<BinlogStatus> status() {
        return status;
    }

    /** The upstream's clock now. */
    long upstreamMillis() {
        return System.currentTimeMillis() + clockAheadMillis;
    }

    /** Asks, unless a question is open. */
    void ask() {
        if (asking || closed) {
            return;
        }
        asking = true;
        session()
                .compose(this::clock)
                .compose(session -> ServerVersion.read(session).compose(version -> BinlogStatus.read(session, version)))
                .onSuccess(answer -> status = Optional.of(answer))
                .onFailure(failure -> {
                    log.debug("the upstream's position could not be asked: {}", failure.getMessage());
                    drop();
                })
                .onComplete(any -> asking = false);
    }

    Future<Void> close() {
        closed = true;
        Optional<SqlConnection> last = connection;
        connection = Optional.empty();
        return last.map(SqlConnection::close).orElse(Future.succeededFuture());
    }

    private Future<SqlConnection> session() {
        return connection.map(Future::succeededFuture).orElseGet(() -> upstream.connect()
                .compose(this::keep));
    }

    private Future<SqlConnection> keep(SqlConnection session) {
        if (closed) {
            return session.close().compose(ended -> Future.failedFuture("closed"));
        }
        connection = Optional.of(session);
        return Future.succeededFuture(session);
    }

    private Future<SqlConnection> clock(SqlConnection session) {
        long asked = System.currentTimeMillis();
        return session.query("SELECT CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)")
                .execute()
                .map(rows -> {
                    long answered = System.currentTimeMillis();
                    clockAheadMillis = rows.iterator().next().getLong(0) - (asked + answered) / 2;
                    return session;
                });
    }

    private void drop() {
        connection.ifPresent(session ->
                session.close().onFailure(failure -> log.debug("a lost session is gone: {}", failure.getMessage())));
        connection = Optional.empty();
    }
}
