package io.dm4j.master;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** One action that never runs twice at once: what asks for it while it runs gets one more run afterwards. One context. */
final class Coalesced {
    private final Supplier<Future<Void>> action;
    private Future<Void> running;
    private Future<Void> next;

    Coalesced(Supplier<Future<Void>> action) {
        this.action = action;
    }

    /** Completes with a run that began after this call. */
    Future<Void> run() {
        if (running == null) {
            return begin();
        }
        if (next == null) {
            next = running.transform(before -> begin());
        }
        return next;
    }

    private Future<Void> begin() {
        next = null;
        Future<Void> mine = action.get();
        running = mine;
        return mine.onComplete(done -> over(mine));
    }

    private void over(Future<Void> mine) {
        if (running == mine && next == null) {
            running = null;
        }
    }
}
