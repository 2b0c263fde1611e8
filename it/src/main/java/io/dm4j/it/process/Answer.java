package io.dm4j.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a command that has ended said.
 *
 * @param output standard output
 * @param errors standard error
 */
public record Answer(int exitCode, String output, String errors) {
    private static final int BOUND_SECONDS = 120;

    static Answer of(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("dm4j", ".out");
            Path errors = Files.createTempFile("dm4j", ".err");
            try {
                int exitCode = run(command, environment, output, errors);
                return new Answer(exitCode, Files.readString(output), Files.readString(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(List<String> command, Map<String, String> environment, Path output, Path errors)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command.get(0) + " does not end within " + BOUND_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Both, for people. */
    public String text() {
        return (output + errors).strip();
    }
}
