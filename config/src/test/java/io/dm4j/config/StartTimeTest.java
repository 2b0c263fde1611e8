package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTimeTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31 12:00:05", "2026-01-31T12:00:05", " 2026-01-31 12:00:05 "})
    void readsBothForms(String text) {
        StartTime time = StartTime.parse(text);

        assertThat(time.local()).isEqualTo(LocalDateTime.of(2026, 1, 31, 12, 0, 5));
        assertThat(time.zone()).isEmpty();
        assertThat(time.localText()).isEqualTo("2026-01-31 12:00:05");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 0",
        "2026-01-31 12:00:00+08:00, 8",
        "2026-01-31T12:00:00+0800, 8",
        "2026-01-31 12:00:00-0300, -3"
    })
    void readsAZone(String text, int hours) {
        assertThat(StartTime.parse(text).zone()).contains(ZoneOffset.ofHours(hours));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-01-31",
                "2026-01-3112:00:00",
                "2026-01-31 T12:00:00",
                "2026-13-01 00:00:00",
                "2026-01-31 12:00",
                "2026-01-31 12:00:00 Europe/Paris"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> StartTime.parse(text))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.START_TIME_WRONG))
                .hasMessageContaining("2026-01-31 12:00:00");
    }

    @Test
    void isOfUseInIncrementalModeOnly() {
        StartTime time = StartTime.parse("2026-01-31 12:00:00");

        time.requireUseIn(TaskMode.INCREMENTAL);
        assertThatThrownBy(() -> time.requireUseIn(TaskMode.ALL))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(ConfigError.START_TIME_USELESS));
    }
}
