package io.dm4j.master;

import io.dm4j.error.DmException;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** One command at a time for each task. Confined to the master's context. */
final class Latches {
    private final Set<String> held = new HashSet<>();

    /** Refuses while another command on the task is under way; an action that throws has failed. */
    <T> Future<T> holding(String task, Supplier<Future<T>> action) {
        if (!held.add(task)) {
            return Future.failedFuture(
                    new DmException(MasterError.LATCH_IN_USE, "another command on task " + task + " is under way"));
        }
        return Future.succeededFuture().compose(now -> action.get()).onComplete(done -> held.remove(task));
    }
}
