package io.dm4j.unit;

import java.time.Duration;

/** Bounds every unit keeps. */
public final class UnitTimes {
    /** How long a stop waits for the current transaction's end (DM: wait-time-on-stop). */
    public static final Duration STOP = Duration.ofSeconds(10);

    private UnitTimes() {}
}
