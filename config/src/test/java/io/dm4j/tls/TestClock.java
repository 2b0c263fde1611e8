package io.dm4j.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of now until it is told otherwise. */
final class TestClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    void advance(Duration by) {
        ahead = ahead.plus(by);
    }
}
