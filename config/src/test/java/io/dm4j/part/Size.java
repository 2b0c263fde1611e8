package io.dm4j.part;

import java.time.Duration;
import java.util.Locale;

/** How much tests do, by {@code -Ddm4j.size=small|long}. The long one is the measure. */
public enum Size {
    SMALL(Duration.ofSeconds(120)),
    LONG(Duration.ofSeconds(600));

    private final Duration bound;

    Size(Duration bound) {
        this.bound = bound;
    }

    public static Size asked() {
        return valueOf(System.getProperty("dm4j.size", "small").toUpperCase(Locale.ROOT));
    }

    public int of(int small, int large) {
        return this == LONG ? large : small;
    }

    /** For whatever is awaited. */
    public Duration bound() {
        return bound;
    }
}
