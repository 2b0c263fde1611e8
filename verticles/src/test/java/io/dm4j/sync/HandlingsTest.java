package io.dm4j.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.unit.Handling;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlingsTest {

    @Test
    void whatLiesBeforeTheStartIsOver() {
        Handlings handlings = new Handlings(List.of(skip(200), skip(100)), Fixtures.at(150));

        assertThat(handlings.at(Fixtures.at(100))).isEmpty();
        assertThat(handlings.at(Fixtures.at(200))).contains(skip(200));
        assertThatCode(() -> handlings.requireInPlace(new Work.Seen(Fixtures.position(199))))
                .doesNotThrowAnyException();
    }

    @Test
    void aPlaceThatIsPassedWithoutAStatementIsNamed() {
        Handlings handlings = new Handlings(List.of(skip(100)), Fixtures.at(4));

        assertThatCode(() -> handlings.requireInPlace(new Work.Seen(Fixtures.position(100))))
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> handlings.requireInPlace(new Work.Transaction(Fixtures.position(101), 0, List.of(), 0)))
                .hasMessageContaining("code=36514")
                .hasMessageContaining("000001:100");
    }

    private static Handling skip(long offset) {
        return new Handling(Handling.Kind.SKIP, Fixtures.at(offset), List.of(), 1);
    }
}
