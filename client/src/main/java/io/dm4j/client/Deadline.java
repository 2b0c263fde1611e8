package io.dm4j.client;

import java.time.Duration;

/** A moment by the monotonic clock. */
final class Deadline {
    private final long endNanos;

    Deadline(Duration fromNow) {
        this.endNanos = System.nanoTime() + fromNow.toNanos();
    }

    /** At least 1; rounded up, so that a timer of this length never fires before {@link #isOver()}. */
    long remainingMillis() {
        return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000) + 1;
    }

    boolean isOver() {
        return endNanos - System.nanoTime() <= 0;
    }
}
