package io.dm4j.sync;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Repeats what failed in a way that may heal: a bounded number of times, waiting twice as long after each.
 *
 * @param attempts in all
 * @param first wait
 * @param longest wait
 */
record Retry(Vertx vertx, int attempts, Duration first, Duration longest) {

    <T> Future<T> run(Supplier<Future<T>> action, Predicate<Throwable> heals) {
        return attempt(action, heals, 1);
    }

    private <T> Future<T> attempt(Supplier<Future<T>> action, Predicate<Throwable> heals, int number) {
        return action.get()
                .recover(failure -> number < attempts && heals.test(failure)
                        ? vertx.timer(wait(number).toMillis())
                                .mapEmpty()
                                .compose(waited -> attempt(action, heals, number + 1))
                        : Future.failedFuture(failure));
    }

    /** After the attempt of this number, from 1. */
    Duration wait(int number) {
        Duration doubled = first.multipliedBy(1L << Math.min(number - 1, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
