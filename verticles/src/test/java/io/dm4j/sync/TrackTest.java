package io.dm4j.sync;

import static io.dm4j.sync.Fixtures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.position.Window;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackTest {
    private static final Optional<Window> WINDOW = Optional.of(new Window(at(100), at(200)));

    @ParameterizedTest
    @CsvSource({
        "100, false, SKIP",
        "101, false, IDEMPOTENT",
        "200, false, IDEMPOTENT",
        "201, false, STRICT",
        "100, true, SKIP",
        "201, true, IDEMPOTENT",
    })
    void aTableWithAKeyGoesByItsWindow(long end, boolean safeMode, Window.Rule rule) {
        assertThat(Fixtures.track(WINDOW).rule(at(end), safeMode)).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({"100, false, SKIP", "150, false, STRICT", "201, true, STRICT"})
    void aTableWithoutAKeyIsAlwaysExact(long end, boolean safeMode, Window.Rule rule) {
        Track keyless = Track.of(
                Fixtures.schema(Fixtures.SOURCE, List.of(), "a"),
                Fixtures.schema(Fixtures.TARGET, List.of(), "a"),
                WINDOW,
                MissPolicy.FAIL);

        assertThat(keyless.rule(at(end), safeMode)).isEqualTo(rule);
    }

    @Test
    void aTableWithoutAWindowIsStrict() {
        assertThat(Fixtures.track(Optional.empty()).rule(at(1), false)).isEqualTo(Window.Rule.STRICT);
    }

    @Test
    void refusesATargetThatLacksAColumn() {
        assertThatThrownBy(() -> Track.of(
                        Fixtures.schema(Fixtures.SOURCE, List.of(), "a", "b"),
                        Fixtures.schema(Fixtures.TARGET, List.of(), "a"),
                        Optional.empty(),
                        MissPolicy.FAIL))
                .hasMessageContaining("code=36503")
                .hasMessageContaining("column `b` of `shop`.`t`");
    }
}
