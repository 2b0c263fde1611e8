package io.dm4j.sync;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.DatabaseError;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Answers what a target connection leaves open when it goes: the client may keep silent about a request whose connection
 * was closed in the middle of it. Confined to the connection's context.
 */
final class Answers {
    private final Duration bound;
    private final Set<Promise<?>> open = new HashSet<>();
    private boolean lost;

    /** Takes the connection's close handler. */
    Answers(SqlConnection connection, Duration bound) {
        this.bound = bound;
        connection.closeHandler(closed -> lost());
    }

    /** The work's own answer, or that the connection is lost, or that it took too long. */
    <T> Future<T> to(Future<T> work) {
        Promise<T> answer = Promise.promise();
        open.add(answer);
        work.onSuccess(answer::tryComplete).onFailure(answer::tryFail);
        if (lost) {
            lost();
        }
        return answer.future().onComplete(done -> open.remove(answer)).timeout(bound.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lost() {
        lost = true;
        DmException failure = new DmException(DatabaseError.LOST_CONNECTION, "the target closed the connection")
                .withScope(ErrorScope.DOWNSTREAM);
        Set.copyOf(open).forEach(answer -> answer.tryFail(failure));
    }
}
