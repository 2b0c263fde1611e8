package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "30s,PT30S",
        "1m30s,PT1M30S",
        "10m,PT10M",
        "1.5h,PT1H30M",
        ".5s,PT0.5S",
        "1.s,PT1S",
        "250ms,PT0.25S",
        "3us,PT0.000003S",
        "3µs,PT0.000003S",
        "7ns,PT0.000000007S",
        "0,PT0S",
        "0s,PT0S",
        "100h,PT100H"
    })
    void readsGoDurations(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-30s", "30 s", "30sec", "1h garbage", "999999999999999h", "1..5s", "."})
    void refusesOthers(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }
}
