package io.dm4j.dmctl;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What one dmctl command line came to. */
record CommandRun(int exitCode, String out, String err) {

    /** As a script runs it: stdout is a pipe. */
    static CommandRun ofScript(Map<String, String> environment, String... args) {
        return run(false, Optional.empty(), environment, args);
    }

    /** As somebody at a terminal runs it, one without colour. */
    static CommandRun ofPerson(Map<String, String> environment, String... args) {
        Map<String, String> plain = new java.util.HashMap<>(environment);
        plain.put("NO_COLOR", "1");
        return run(true, Optional.empty(), plain, args);
    }

    /** As {@link #ofPerson}, who types this. */
    static CommandRun ofTyping(String typed, Map<String, String> environment, String... args) {
        Map<String, String> plain = new java.util.HashMap<>(environment);
        plain.put("NO_COLOR", "1");
        return run(true, Optional.of(typed), plain, args);
    }

    /** A script whose commands are lines of stdin. */
    static CommandRun ofLines(String lines, Map<String, String> environment, String... args) {
        return run(false, Optional.of(lines), environment, args);
    }

    /** Where nothing is typed and nobody reads. */
    static Terminal nobody(Map<String, String> environment) {
        PrintStream nowhere = print(new ByteArrayOutputStream());
        return new Terminal(new BufferedReader(new StringReader("")), false, nowhere, nowhere, false, 0, environment);
    }

    private static CommandRun run(
            boolean people, Optional<String> typed, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Dmctl(new Terminal(
                        new BufferedReader(new StringReader(typed.orElse(""))),
                        people && typed.isPresent(),
                        print(out),
                        print(err),
                        people,
                        0,
                        environment))
                .run(args);
        return new CommandRun(code, text(out), text(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
