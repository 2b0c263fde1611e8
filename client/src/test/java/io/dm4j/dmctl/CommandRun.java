package io.dm4j.dmctl;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What one dmctl command line came to. */
record CommandRun(int exitCode, String out, String err) {

    /** As a script runs it: stdout is a pipe. */
    static CommandRun ofScript(Map<String, String> environment, String... args) {
        return run(false, environment, args);
    }

    /** As somebody at a terminal runs it, one without colour. */
    static CommandRun ofPerson(Map<String, String> environment, String... args) {
        Map<String, String> plain = new java.util.HashMap<>(environment);
        plain.put("NO_COLOR", "1");
        return run(true, plain, args);
    }

    private static CommandRun run(boolean people, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Dmctl(new Terminal(print(out), print(err), people, 0, environment)).run(args);
        return new CommandRun(code, text(out), text(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
