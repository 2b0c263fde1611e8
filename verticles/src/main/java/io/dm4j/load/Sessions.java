package io.dm4j.load;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Answers;
import io.dm4j.mysql.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All connections of a unit, so that each is closed, however it ends. Confined to the unit's context. */
final class Sessions {
    private static final long CLOSE_SECONDS = 2;

    private final List<SqlConnection> open = new ArrayList<>();
    private final Answers answers = new Answers();
    private boolean closed;

    Future<SqlConnection> open(Database database) {
        return database.connect().compose(connection -> keep(connection, database));
    }

    /** The work's own answer, or that a session was lost under it. */
    <T> Future<T> during(Future<T> work) {
        return answers.to(work);
    }

    /** Ends {@link #during} for this reason, whatever the connections say of their end. */
    void end(DmException reason) {
        answers.end(reason);
    }

    private Future<SqlConnection> keep(SqlConnection connection, Database database) {
        if (closed) {
            return connection.close().compose(gone -> Future.failedFuture("stopped while connecting"));
        }
        open.add(connection);
        answers.watch(connection, database);
        return Future.succeededFuture(connection);
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
        List<Future<Void>> all = open.stream().map(this::closed).toList();
        open.clear();
        return all.isEmpty() ? Future.succeededFuture() : Future.join(all).mapEmpty();
    }

    /** A connection that is lost already, or does not answer, is closed all the same. */
    private Future<Void> closed(SqlConnection connection) {
        answers.release(connection);
        return connection.close().timeout(CLOSE_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
    }
}
