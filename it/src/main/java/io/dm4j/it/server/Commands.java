package io.dm4j.it.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Short commands that must succeed. */
final class Commands {
    private static final int BOUND_SECONDS = 120;

    private Commands() {}

    static boolean exists(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Runs the command with the text as its input and returns what it printed. */
    static String run(List<String> command, Map<String, String> environment, String input) {
        try {
            Path in = Files.writeString(Files.createTempFile("dm4j", ".in"), input);
            Path out = Files.createTempFile("dm4j", ".out");
            try {
                return run(command, environment, in, out);
            } finally {
                Files.delete(in);
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command, Map<String, String> environment, Path in, Path out)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = endsInTime(process);
        String output = Files.readString(out);
        if (!ended || process.exitValue() != 0) {
            String how = ended ? "exit code " + process.exitValue() : "no end within " + BOUND_SECONDS + " s";
            throw new IllegalStateException(command.get(0) + ": " + how + "\n" + output);
        }
        return output;
    }

    private static boolean endsInTime(Process process) {
        try {
            boolean ended = process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
