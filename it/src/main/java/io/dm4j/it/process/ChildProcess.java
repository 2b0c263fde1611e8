package io.dm4j.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of ours: output goes to a file, and it does not outlive this JVM's orderly end. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path output;
    private final Thread hook;

    private ChildProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.hook = new Thread(process::destroyForcibly, "end-" + name);
    }

    /** Starts the command; standard output and error are appended to the file. */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        try {
            ChildProcess child = new ChildProcess(name, builder.start(), output);
            Runtime.getRuntime().addShutdownHook(child.hook);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + command.get(0), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Only of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    public Path outputFile() {
        return output;
    }

    /** All it has printed so far. */
    public String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines it has printed, for messages. */
    public String tail(int lines) {
        List<String> all = output().lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /** SIGTERM, and SIGKILL if it is still there after 20 s. */
    public void terminate() {
        process.destroy();
        if (!endsWithin(GRACE)) {
            kill();
        }
        forget();
    }

    /** SIGKILL: what the machine's power switch does to a process. */
    public void kill() {
        process.destroyForcibly();
        if (!endsWithin(GRACE)) {
            throw new IllegalStateException(name + " (pid " + pid() + ") survives SIGKILL");
        }
        forget();
    }

    /** SIGSTOP: it stands still with all it has open, as a machine does that swaps or is paused. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    /** SIGHUP: by custom, read your files again. */
    public void hangUp() {
        signal("HUP");
    }

    private void signal(String signal) {
        Answer answer = Answer.of(List.of("kill", "-" + signal, String.valueOf(pid())), Map.of());
        if (answer.exitCode() != 0) {
            throw new IllegalStateException(name + " (pid " + pid() + ") gets no " + signal + ": " + answer.text());
        }
    }

    /** Leaves the process running when this JVM ends. */
    public void release() {
        forget();
    }

    public boolean endsWithin(Duration bound) {
        try {
            return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    @Override
    public void close() {
        terminate();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hooks run already: this one will find its process gone.
            return;
        }
    }
}
