package io.dm4j.it.failure;

import java.time.Duration;
import java.util.Locale;

/** How much the tests of this package do, by {@code -Ddm4j.size=small|long}. The long one is the measure. */
enum Size {
    SMALL(5, 150, Duration.ofSeconds(120)),
    LONG(10, 1000, Duration.ofSeconds(600));

    private final int kills;
    private final int tables;
    private final Duration bound;

    Size(int kills, int tables, Duration bound) {
        this.kills = kills;
        this.tables = tables;
        this.bound = bound;
    }

    static Size asked() {
        return valueOf(System.getProperty("dm4j.size", "small").toUpperCase(Locale.ROOT));
    }

    int kills() {
        return kills;
    }

    int tables() {
        return tables;
    }

    /** For whatever is awaited. */
    Duration bound() {
        return bound;
    }
}
