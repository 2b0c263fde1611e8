package io.dm4j.sync;

import io.dm4j.ddl.DdlStep;
import io.dm4j.error.DmException;
import io.dm4j.progress.DdlIntent;
import io.vertx.core.Future;

/** Decides by the target's definitions whether a recorded statement has run. Asked with the task's DDL lock held. */
final class DdlRecovery {
    private final DdlSession session;

    DdlRecovery(DdlSession session) {
        this.session = session;
    }

    Future<Boolean> isDone(DdlIntent intent, DdlStep step) {
        if (!intent.target().equals(step.subject().target())) {
            return Future.failedFuture(unclear(intent, "the recorded target is another one"));
        }
        Future<String> now = session.definition(step.subject().target());
        return step.becomes().isPresent()
                ? now.compose(old -> session.definition(step.becomes().get().target())
                        .map(renamed -> isRenamed(intent, old, renamed)))
                : now.map(definition -> isDone(intent, step, definition));
    }

    static boolean isRenamed(DdlIntent intent, String old, String renamed) {
        if (!old.isEmpty() && renamed.isEmpty()) {
            return false;
        }
        if (old.isEmpty() && !renamed.isEmpty()) {
            return true;
        }
        throw unclear(intent, old.isEmpty() ? "neither name is there" : "both names are there");
    }

    /** Same as before: a statement that changes nothing visible is harmless to repeat. */
    static boolean isDone(DdlIntent intent, DdlStep step, String now) {
        if (now.equals(intent.before())) {
            return false;
        }
        boolean gone = now.isEmpty();
        boolean done =
                switch (step.kind()) {
                    case DROP_TABLE, DROP_DATABASE -> gone;
                    default -> !gone;
                };
        if (done) {
            return true;
        }
        throw unclear(intent, gone ? "it is not there" : "it is neither as before nor gone");
    }

    private static DmException unclear(DdlIntent intent, String why) {
        return new DmException(
                SyncError.DDL_UNCLEAR,
                "it cannot be told whether the statement on %s has run: %s".formatted(intent.target(), why));
    }
}
