package io.dm4j.it.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time: looks every 20 ms, or as told, and gives up loudly at the deadline. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    public static void until(Duration deadline, String what, BooleanSupplier condition) {
        until(deadline, PAUSE, what, condition);
    }

    /** With a pause between looks, where looking costs. */
    public static void until(Duration deadline, Duration pause, String what, BooleanSupplier condition) {
        value(deadline, pause, what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The first value that is there; the supplier may throw to give up at once. */
    public static <T> T value(Duration deadline, String what, Supplier<Optional<T>> supplier) {
        return value(deadline, PAUSE, what, supplier);
    }

    private static <T> T value(Duration deadline, Duration pause, String what, Supplier<Optional<T>> supplier) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            Optional<T> value = supplier.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + deadline.toSeconds() + " s: " + what);
            }
            sleep(pause);
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
