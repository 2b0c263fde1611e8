package io.dm4j.it.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @Test
    void hasTwoHundredThousandRowsByDefault() {
        assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(200_000, false));
    }

    @Test
    void takesRowsAndKeep() {
        assertThat(DemoOptions.parse(List.of("--keep", "--rows", "5000"))).isEqualTo(new DemoOptions(5000, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rows", "--rows 12", "--rows many", "--fast"})
    void refusesWhatItDoesNotKnow(String arguments) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of(arguments.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usage: bin/demo");
    }
}
