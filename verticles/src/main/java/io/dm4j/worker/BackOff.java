package io.dm4j.worker;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubles from {@code first} to {@code most}, half of it by chance, so that many that
 * failed together do not come back together. A quiet time of {@code most} takes one doubling back.
 */
final class BackOff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator chance;
    private Duration base;

    BackOff(Duration first, Duration most, RandomGenerator chance) {
        this.first = first;
        this.most = most;
        this.chance = chance;
        this.base = first;
    }

    Duration next() {
        long half = base.toMillis() / 2;
        base = shorter(base.multipliedBy(2), most);
        return Duration.ofMillis(half + chance.nextLong(half + 1));
    }

    /** As {@link #next()}, but no longer than this. */
    Duration next(Duration limit) {
        return shorter(next(), limit);
    }

    void reset() {
        base = first;
    }

    /** Says how long the last attempt held. */
    void heldFor(Duration quiet) {
        long steps = Math.min(quiet.dividedBy(most), 64);
        for (long i = 0; i < steps && base.compareTo(first) > 0; i++) {
            base = base.dividedBy(2);
        }
        if (base.compareTo(first) < 0) {
            base = first;
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
