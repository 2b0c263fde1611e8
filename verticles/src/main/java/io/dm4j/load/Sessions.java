package io.dm4j.load;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.DatabaseError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All connections of a unit, so that each is closed, however it ends. Confined to the unit's context. */
final class Sessions {
    private static final long CLOSE_SECONDS = 2;

    private final List<SqlConnection> open = new ArrayList<>();
    private final Promise<Void> lost = Promise.promise();
    private boolean closed;

    Future<SqlConnection> open(Database database) {
        return database.connect().compose(connection -> keep(connection, database));
    }

    /**
     * The work's own answer, or that a session was lost under it: the client may keep silent about a request whose connection
     * the server closed in the middle of it.
     */
    <T> Future<T> during(Future<T> work) {
        Promise<T> first = Promise.promise();
        work.onSuccess(first::tryComplete).onFailure(first::tryFail);
        lost.future().onFailure(first::tryFail);
        return first.future();
    }

    /** Ends {@link #during} for this reason, whatever the connections say of their end. */
    void end(DmException reason) {
        lost.tryFail(reason);
    }

    private Future<SqlConnection> keep(SqlConnection connection, Database database) {
        if (closed) {
            return connection.close().compose(gone -> Future.failedFuture("stopped while connecting"));
        }
        open.add(connection);
        connection.closeHandler(gone -> lost(connection, database));
        return Future.succeededFuture(connection);
    }

    private void lost(SqlConnection connection, Database database) {
        if (open.remove(connection)) {
            lost.tryFail(new DmException(
                            DatabaseError.LOST_CONNECTION,
                            database.config().address() + " closed a connection of the copy")
                    .withScope(database.side()));
        }
    }

    Future<List<SqlConnection>> open(Database database, int count) {
        List<Future<SqlConnection>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(open(database));
        }
        return Future.all(all).map(opened -> opened.<SqlConnection>list());
    }

    /** Closes one connection before the others. */
    Future<Void> close(SqlConnection connection) {
        open.remove(connection);
        return closed(connection);
    }

    /** Closes all; what is in flight on the target rolls back. Does not fail. */
    Future<Void> closeAll() {
        closed = true;
        List<Future<Void>> all = open.stream().map(Sessions::closed).toList();
        open.clear();
        return all.isEmpty() ? Future.succeededFuture() : Future.join(all).mapEmpty();
    }

    /** A connection that is lost already, or does not answer, is closed all the same. */
    private static Future<Void> closed(SqlConnection connection) {
        return connection.close().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
