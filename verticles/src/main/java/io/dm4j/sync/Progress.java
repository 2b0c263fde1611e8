package io.dm4j.sync;

import io.dm4j.position.Position;
import java.time.Duration;

/** How far replication is: what has been passed, and what of it is stored. Confined to the unit's context. */
final class Progress {
    private final Duration interval;
    private Position passed;
    private Position stored;
    private long storedAtNanos = System.nanoTime();

    Progress(Position start, Duration interval) {
        this.passed = start;
        this.stored = start;
        this.interval = interval;
    }

    /** Everything up to here is on the target. */
    Position passed() {
        return passed;
    }

    void pass(Position end) {
        passed = end;
    }

    void passAndStore(Position end) {
        passed = end;
        stored = end;
        storedAtNanos = System.nanoTime();
    }

    /** The stored position is behind. */
    boolean isAhead() {
        return !stored.equals(passed);
    }

    /** The stored position has been behind for long enough. */
    boolean isDue() {
        return isAhead() && System.nanoTime() - storedAtNanos >= interval.toNanos();
    }
}
