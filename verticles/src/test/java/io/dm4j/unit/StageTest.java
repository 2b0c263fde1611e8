package io.dm4j.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The full table of stages and events; a dash is a refusal. */
class StageTest {

    @ParameterizedTest
    @CsvSource({
        // stage,  START,    NEXT,     DONE,     FAIL,     ENDED,    PAUSE,    RESUME,   STOP
        "INVALID,  -,        -,        -,        -,        -,        -,        -,        -",
        "NEW,      RUNNING,  -,        -,        PAUSED,   -,        PAUSED,   -,        STOPPED",
        "RUNNING,  -,        RUNNING,  FINISHED, PAUSED,   -,        PAUSING,  -,        STOPPING",
        "PAUSED,   -,        -,        -,        -,        -,        PAUSED,   RESUMING, STOPPED",
        "STOPPED,  -,        -,        -,        -,        -,        -,        RESUMING, STOPPED",
        "FINISHED, -,        -,        -,        -,        -,        -,        -,        STOPPED",
        "PAUSING,  -,        PAUSED,   FINISHED, PAUSED,   PAUSED,   PAUSING,  -,        STOPPING",
        "RESUMING, RUNNING,  -,        -,        PAUSED,   -,        PAUSED,   -,        STOPPED",
        "STOPPING, -,        STOPPED,  STOPPED,  STOPPED,  STOPPED,  STOPPING, -,        STOPPING",
    })
    void goesByTheTable(
            Stage from,
            String start,
            String next,
            String done,
            String fail,
            String ended,
            String pause,
            String resume,
            String stop) {
        String[] expected = {start, next, done, fail, ended, pause, resume, stop};

        String[] actual = Arrays.stream(Stage.Event.values())
                .map(e -> from.allows(e) ? from.next(e).name() : "-")
                .toArray(String[]::new);

        assertThat(actual).containsExactly(expected);
    }

    @Test
    void hasTheNumbersOfDm() {
        assertThat(Stage.INVALID.number()).isZero();
        assertThat(Stage.RUNNING.number()).isEqualTo(2);
        assertThat(Stage.STOPPING.number()).isEqualTo(8);
    }

    @Test
    void refusesWhatCannotHappen() {
        assertThatThrownBy(() -> Stage.FINISHED.next(Stage.Event.RESUME))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Finished");
    }
}
