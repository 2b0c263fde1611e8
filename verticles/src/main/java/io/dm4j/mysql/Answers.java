package io.dm4j.mysql;

import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Answers what a lost connection leaves open: the client may keep silent about a request whose connection was closed in the
 * middle of it. Confined to the connections' context.
 */
public final class Answers {
    private final Set<SqlConnection> watched = new HashSet<>();
    private final Set<Promise<?>> open = new HashSet<>();
    private Optional<DmException> lost = Optional.empty();

    /** Answers for one connection. */
    public static Answers of(SqlConnection connection, Database database) {
        Answers answers = new Answers();
        answers.watch(connection, database);
        return answers;
    }

    /** From now on nothing stays open when this connection goes. Takes its close handler. */
    public void watch(SqlConnection connection, Database database) {
        watched.add(connection);
        connection.closeHandler(closed -> closed(connection, database));
    }

    /** The connection's end means nothing any more; for whoever closes one of several. */
    public void release(SqlConnection connection) {
        watched.remove(connection);
    }

    /** The work's own answer, or that a connection is lost. */
    public <T> Future<T> to(Future<T> work) {
        Promise<T> answer = Promise.promise();
        open.add(answer);
        work.onSuccess(answer::tryComplete).onFailure(answer::tryFail);
        lost.ifPresent(answer::tryFail);
        return answer.future().onComplete(done -> open.remove(answer));
    }

    /** The same, or that it took too long. */
    public <T> Future<T> to(Future<T> work, Duration bound) {
        return to(work).timeout(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Answers all that is open, and all that comes, with this reason. The first one counts. */
    public void end(DmException reason) {
        if (lost.isEmpty()) {
            lost = Optional.of(reason);
            Set.copyOf(open).forEach(answer -> answer.tryFail(reason));
        }
    }

    private void closed(SqlConnection connection, Database database) {
        if (watched.remove(connection)) {
            end(new DmException(
                            DatabaseError.LOST_CONNECTION,
                            "the server at " + database.config().address() + " closed a connection")
                    .withScope(database.side()));
        }
    }
}
