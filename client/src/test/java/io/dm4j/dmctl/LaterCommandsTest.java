package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/** DM's commands without a feature here (control reference 4.2): what {@code later-commands.txt} shows is what they print, all of it. */
class LaterCommandsTest extends MasterFixture {
    private static final String PROMPT = "$ dmctl ";

    @ParameterizedTest
    @MethodSource("lines")
    void saysThatItIsNotSupportedYet(String line) throws IOException {
        CommandRun run = person(line.split(" "));

        assertThat(PROMPT + line + "\n" + run.out() + run.err() + "[exit code " + run.exitCode() + "]\n")
                .isEqualTo(shown(line));
        assertThat(master.questions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void saysTheSameToAScript(String line) throws IOException {
        CommandRun run = script(line.split(" "));

        assertThat(run.out()).isEmpty();
        assertThat(shown(line)).contains(run.err());
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void noneIsLeftOut() throws IOException {
        Set<String> inFile = lines().map(LaterCommandsTest::name).collect(Collectors.toSet());

        assertThat(inFile).containsAll(names().toList());
    }

    /** With the group's own name, as that is a command as well. */
    private static Stream<String> names() {
        return LaterCommands.all().entrySet().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(command.getKey()),
                        ((CommandSpec) command.getValue().get())
                                .subcommands().keySet().stream().map(member -> command.getKey() + " " + member)));
    }

    private static String name(String line) {
        List<String> words = List.of(line.split(" "));
        String two = words.stream().limit(2).collect(Collectors.joining(" "));
        return names().anyMatch(two::equals) ? two : words.get(0);
    }

    static Stream<String> lines() throws IOException {
        return blocks().stream()
                .map(block -> block.lines().findFirst().orElseThrow().substring(PROMPT.length()));
    }

    private static String shown(String line) throws IOException {
        return blocks().stream()
                .filter(block -> block.startsWith(PROMPT + line + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> blocks() throws IOException {
        try (var file = LaterCommandsTest.class.getResourceAsStream("later-commands.txt")) {
            return Stream.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\n"))
                    .map(block -> block.stripTrailing() + "\n")
                    .toList();
        }
    }
}
