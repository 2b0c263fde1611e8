package io.dm4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseClockTest {

    private static final Duration TTL = Duration.ofSeconds(10);

    private long now = 5_000_000_000L;
    private final LeaseClock clock = new LeaseClock(() -> now);

    @Test
    void endsALeaseAfterItsFullTime() {
        clock.keep(1, TTL);

        pass(Duration.ofSeconds(9));
        assertThat(clock.over(Map.of(1L, TTL))).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(clock.over(Map.of(1L, TTL))).containsExactly(1L);
    }

    @Test
    void doesNotKeepWhatIsOver() {
        clock.keep(1, TTL);
        pass(Duration.ofSeconds(10));

        assertThat(clock.keep(1, TTL)).isFalse();
    }

    @Test
    void beginsTheTimeOfALeaseItDidNotKnow() {
        assertThat(clock.over(Map.of(1L, TTL))).isEmpty();

        pass(Duration.ofSeconds(10));
        assertThat(clock.over(Map.of(1L, TTL))).containsExactly(1L);
    }

    @Test
    void givesEveryLeaseItsFullTimeAgainWhenItRestarts() {
        clock.keep(1, TTL);
        pass(Duration.ofSeconds(9));

        clock.restart();

        pass(Duration.ofSeconds(9));
        assertThat(clock.over(Map.of(1L, TTL))).isEmpty();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
