package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** dmctl without a command: lines of stdin, and the prompt. */
class ConversationTest extends MasterFixture {

    @Test
    void runsTheLinesOfAScriptToItsEndAndExitsWithTheFirstFailure() {
        CommandRun run = CommandRun.ofLines(
                """
                # a comment

                list-member -w -o table
                list-membr
                query-status nobody
                list-member "-l" -o table
                exit
                list-member -m -o table
                """,
                environment());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out())
                .contains("worker  worker-1", "leader  master-1", "\"result\": false")
                .doesNotContain("alive");
        assertThat(run.err()).contains("did you mean list-member?");
    }

    @Test
    void takesTheFlagsOfTheWholeForEachLine() {
        CommandRun run = CommandRun.ofLines("list-member -w\nlist-member -l\n", environment(), "-o", "table");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("worker  worker-1", "leader  master-1");
    }

    @Test
    void saysThatALineOfFlagsIsNoCommand() {
        CommandRun run = CommandRun.ofLines("-o json\n", environment());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error 48522: no command is named");
    }

    @Test
    void refusesAQuoteThatDoesNotEnd() {
        CommandRun run = CommandRun.ofLines("config task 't1\nlist-member -o table\n", environment());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a quote ' does not end");
        assertThat(run.out()).contains("worker-1");
    }

    @Test
    void splitsLinesAsAShellDoes() {
        assertThat(Words.of("  a 'b c'  \"d \\\" e\"f g\\ h '' ")).containsExactly("a", "b c", "d \" ef", "g h", "");
    }

    @Test
    void remembersWhatWasTypedForItsOwnerOnlyAndNoPasswords() throws IOException {
        Path history = directory.resolve("history");
        List<String> lines = new ArrayList<>();

        try (Prompt prompt = prompt(history, "list-member -w\nencrypt hunter2\nquery-status\nexit\n")) {
            String line = prompt.line();
            while (!line.equals("exit")) {
                lines.add(line);
                line = prompt.line();
            }
        }

        assertThat(lines).containsExactly("list-member -w", "encrypt hunter2", "query-status");
        assertThat(Files.readString(history))
                .contains("list-member -w", "query-status")
                .doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @Test
    void endsAtTheEndOfInput() throws IOException {
        try (Prompt prompt = prompt(directory.resolve("history"), "")) {
            assertThat(prompt.line()).isEqualTo("exit");
        }
    }

    @Test
    void completesCommandsFlagsAndNames() {
        master.source("mysql-01");
        person("start-task", taskFile("t1"));
        NameCompletion completion = completion();

        assertThat(completion.after(List.of(""), 0)).contains("list-member", "config", "apply");
        assertThat(completion.after(List.of("config", ""), 1)).contains("export", "task");
        assertThat(completion.after(List.of("list-member", "--"), 1)).contains("--worker", "--output");
        assertThat(completion.after(List.of("pause-task", ""), 1)).contains("t1");
        assertThat(completion.after(List.of("config", "task", ""), 2))
                .contains("t1")
                .doesNotContain("mysql-01");
        assertThat(completion.after(List.of("query-status", "-s", ""), 2)).containsExactly("mysql-01");
        assertThat(completion.after(List.of("operate-source", "stop", "my"), 2)).contains("mysql-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void printsAScriptForShells(String shell) {
        CommandRun run = CommandRun.ofPerson(java.util.Map.of(), "completion", shell);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("_complete_dmctl", "query-status", "--master-addr");
    }

    @Test
    void knowsNoOtherShell() {
        assertThat(person("completion", "fish").exitCode()).isEqualTo(2);
    }

    private NameCompletion completion() {
        return NameCompletion.of(new Dmctl(CommandRun.nobody(environment())));
    }

    private static Prompt prompt(Path history, String typed) throws IOException {
        var screen = TerminalBuilder.builder()
                .system(false)
                .type("dumb")
                .encoding(StandardCharsets.UTF_8)
                .streams(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream())
                .provider("exec")
                .build();
        return new Prompt(screen, history, NameCompletion.of(new Dmctl(CommandRun.nobody(java.util.Map.of()))));
    }
}
