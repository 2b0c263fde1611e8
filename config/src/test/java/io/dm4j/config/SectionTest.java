package io.dm4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    private final Findings findings = new Findings(ConfigError.YAML_WRONG);

    @Test
    void readsEachTypeFromYaml() {
        Section section = yaml("text: 0123\nflag: yes\nnumber: 42\nwait: 1m30s\nlist: [a, 1]\n");

        assertThat(section.text("text")).isEqualTo("0123");
        assertThat(section.flag("flag", false)).isTrue();
        assertThat(section.number("number", 0, 0, 100)).isEqualTo(42);
        assertThat(section.duration("wait", Duration.ZERO)).isEqualTo(Duration.ofSeconds(90));
        assertThat(section.texts("list")).containsExactly("a", "1");
        section.finish();
        findings.throwIfAny();
    }

    @Test
    void nullAndEmptyTextCountAsAbsent() {
        Section section = yaml("a: ~\nb: null\nc:\nd: \"\"\n");

        assertThat(section.has("a") || section.has("b") || section.has("c") || section.has("d"))
                .isFalse();
        assertThat(section.text("a", "default")).isEqualTo("default");
        section.finish();
        findings.throwIfAny();
    }

    @Test
    void collectsAllProblemsWithLinesAndPaths() {
        Section section = yaml("outer:\n  number: many\n  flag: 7\n  nmae: x\n").section("outer");
        section.number("number", 1, 1, 9);
        section.flag("flag", true);
        section.text("name");
        section.finish();

        assertThat(Refusals.of(findings::throwIfAny))
                .extracting(Problem::toString)
                .containsExactly(
                        "f:2: outer.number: expected a whole number from 1 to 9, is \"many\"",
                        "f:3: outer.flag: expected true or false, is \"7\"",
                        "f:4: outer.nmae: unknown key, did you mean name?");
    }

    @Test
    void theExceptionShowsThemAllOneALine() {
        Section section = yaml("a: x\nb: y\n");
        section.flag("a", true);
        section.flag("b", true);

        ConfigException refusal = catchThrowableOfType(ConfigException.class, findings::throwIfAny);
        assertThat(refusal.what().lines())
                .containsExactly(
                        "2 problems:",
                        "  f:1: a: expected true or false, is \"x\"",
                        "  f:2: b: expected true or false, is \"y\"");
        assertThat(refusal.code()).isEqualTo(ConfigError.YAML_WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"010", "1.0", "1e2", "0x10", "\"5\"", "101", "-1", "99999999999999999999", "[5]", "{a: 5}", "1_0"
            })
    void wholeNumbersAreDecimalAndInRange(String written) {
        yaml("n: " + written).number("n", 5, 0, 100);

        assertThat(Refusals.one(findings::throwIfAny).message()).startsWith("expected a whole number from 0 to 100");
    }

    @Test
    void jsonAndTomlTypesAreNotGuessed() {
        Section section = new Section(
                findings,
                "",
                JsonTree.of(new JsonObject().put("text", 5).put("number", "5").put("flag", "true")));
        section.text("text");
        section.number("number", 0, 0, 9);
        section.flag("flag", false);

        assertThat(Refusals.of(findings::throwIfAny))
                .extracting(Problem::key)
                .containsExactly("text", "number", "flag");
    }

    @Test
    void jsonReadsLikeYaml() {
        Section section = new Section(
                findings,
                "",
                JsonTree.of(new JsonObject()
                        .put("list", new JsonArray().add("a"))
                        .put("block", new JsonObject().put("n", 5))
                        .putNull("nothing")));

        assertThat(section.texts("list")).containsExactly("a");
        assertThat(section.section("block").number("n", 0, 0, 9)).isEqualTo(5);
        assertThat(section.has("nothing")).isFalse();
        findings.throwIfAny();
    }

    @Test
    void aSecretOfTheWrongTypeIsNotShown() {
        yaml("password: [hunter2]").secret("password");

        assertThat(Refusals.one(findings::throwIfAny).toString()).doesNotContain("hunter2");
    }

    @Test
    void aListIsNotOneText() {
        yaml("list: a").texts("list");

        assertThat(Refusals.one(findings::throwIfAny).message()).isEqualTo("expected a list, is \"a\"");
    }

    @Test
    void nestedNamesAreCountedInLists() {
        yaml("list:\n  - a: 1\n  - b: 2\n").sections("list").forEach(Section::finish);

        assertThat(Refusals.of(findings::throwIfAny))
                .extracting(Problem::key)
                .containsExactly("list[0].a", "list[1].b");
    }

    @Test
    void manyProblemsStayReadable() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append("key").append(i).append(": 1\n");
        }
        yaml(text.toString()).finish();

        ConfigException refusal = catchThrowableOfType(ConfigException.class, findings::throwIfAny);
        List<String> lines = refusal.what().lines().toList();
        assertThat(lines).hasSize(102).last().isEqualTo("  and 400 more");
        assertThat(refusal.problems()).hasSize(500);
    }

    private Section yaml(String text) {
        return new Section(findings, "", YamlText.parse("f", text));
    }
}
