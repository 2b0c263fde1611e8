package io.dm4j.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Repeats an asynchronous step, however often: a chain of composed futures would grow with every round. */
final class Loop {
    private final Supplier<Future<Boolean>> step;
    private final Promise<Void> end = Promise.promise();

    private Loop(Supplier<Future<Boolean>> step) {
        this.step = step;
    }

    /** Repeats while the step completes with true; fails with the step. */
    static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
        Loop loop = new Loop(step);
        loop.next();
        return loop.end.future();
    }

    private void next() {
        step.get().onComplete(this::onStep, end::tryFail);
    }

    private void onStep(boolean again) {
        if (again) {
            next();
        } else {
            end.tryComplete();
        }
    }
}
