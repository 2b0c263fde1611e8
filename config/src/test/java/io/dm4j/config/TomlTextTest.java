package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class TomlTextTest {

    @Test
    void keepsTypesAndLines() {
        Block block = TomlText.parse("f", "a = 9223372036854775807\nb = \"x\"\n\n[c]\nd = true\ne = 1.5\n");

        assertThat(block.entries().get("a"))
                .isEqualTo(new Scalar(new Place("f", 1), Style.INTEGER, "9223372036854775807"));
        assertThat(block.entries().get("b")).isEqualTo(new Scalar(new Place("f", 2), Style.TEXT, "x"));
        Block c = (Block) block.entries().get("c");
        assertThat(c.place()).isEqualTo(new Place("f", 4));
        assertThat(c.entries().get("d")).isEqualTo(new Scalar(new Place("f", 5), Style.BOOLEAN, "true"));
        assertThat(c.entries().get("e")).isEqualTo(new Scalar(new Place("f", 6), Style.DECIMAL, "1.5"));
    }

    @Test
    void aKeyWithADotInQuotesIsOneKey() {
        assertThat(TomlText.parse("f", "\"a.b\" = 1").entries()).containsKey("a.b");
    }

    @Test
    void reportsEveryErrorWithItsLine() {
        List<Problem> problems = Refusals.of(() -> TomlText.parse("f", "a = 1\na = 2\nb = 3\nb = 4\n"));

        assertThat(problems).extracting(Problem::line).containsExactly(2, 4);
    }

    @Test
    void refusesDuplicateKeys() {
        assertThat(Refusals.one(() -> TomlText.parse("f", "a = 1\na = 2\n")).line())
                .isEqualTo(2);
    }

    @Test
    void refusesDeepNesting() {
        assertThat(Refusals.of(() -> TomlText.parse("f", "a = " + "[".repeat(100_000))))
                .isNotEmpty();
    }

    @Test
    void doesNotQuoteKeyMaterial() {
        List<Problem> problems = Refusals.of(() -> TomlText.parse("f", "ssl-key-base64 = TUlJRXZRSUJBREFO"));

        assertThat(problems.toString()).doesNotContain("TUlJ");
    }
}
