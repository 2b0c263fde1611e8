package io.dm4j.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcTimeoutTest {
    @ParameterizedTest
    @CsvSource({"2H, PT2H", "3M, PT3M", "30S, PT30S", "250m, PT0.25S", "1500u, PT0.0015S", "99999999n, PT0.099999999S"})
    void readsEveryUnit(String header, Duration duration) {
        assertThat(GrpcTimeout.read(header)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "10", "-1S", "123456789S", "1 S", "1s"})
    void takesWhatIsNoTimeoutForNone(String header) {
        assertThat(GrpcTimeout.read(header)).isEmpty();
    }

    @Test
    void needNotBeThere() {
        assertThat(GrpcTimeout.read(null)).isEmpty();
    }
}
