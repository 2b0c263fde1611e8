package io.dm4j.it.tour;

import io.dm4j.it.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One who types lines at a prompt: bash in a directory, with the variables that were set. What is left running ends with it. */
final class Shell implements AutoCloseable {
    private static final long BOUND_SECONDS = 120;

    private final Path directory;
    private final List<String> variables = new ArrayList<>();
    private final Deque<ChildProcess> running = new ArrayDeque<>();

    /** What a line came to, both streams. */
    record Said(int exitCode, String text) {}

    Shell(Path directory) {
        this.directory = directory;
    }

    /** {@code NAME="value"}, for the lines to come. */
    void assign(String line) {
        variables.add(line);
    }

    Said run(String line) {
        try {
            Process process = new ProcessBuilder("bash", "-c", script(line))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("no end within " + BOUND_SECONDS + " s: " + line);
            }
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A line that goes on running, as with {@code &} behind it. */
    ChildProcess start(String line) {
        String name = "part-" + running.size();
        ChildProcess process = ChildProcess.start(
                name,
                List.of("bash", "-c", script("cd '" + directory + "'\nexec " + line)),
                Map.of(),
                directory.resolve(name + ".out"));
        running.push(process);
        return process;
    }

    private String script(String line) {
        return String.join("\n", variables) + "\n" + line;
    }

    /** All that the lines left running have printed, for messages. */
    String tails() {
        StringBuilder tails = new StringBuilder();
        running.forEach(process -> tails.append(process.tail(15)).append('\n'));
        return tails.toString();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
