package io.dm4j.it.cluster;

import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One dmctl that keeps asking, and what it was told last. */
public final class StatusWatch implements AutoCloseable {
    private static final int LAST_LINES = 5;

    /** A dmctl that keeps asking. */
    public interface Asking {
        boolean goesOn();

        /** All it has printed so far. */
        String output();

        void end();
    }

    private final Asking dmctl;

    public StatusWatch(Asking dmctl) {
        this.dmctl = dmctl;
    }

    static StatusWatch of(ChildProcess dmctl) {
        return new StatusWatch(new Asking() {
            @Override
            public boolean goesOn() {
                return dmctl.isAlive();
            }

            @Override
            public String output() {
                return dmctl.output();
            }

            @Override
            public void end() {
                dmctl.kill();
            }
        });
    }

    /** Until the status is as wished; each status is shown on the way. A task that pauses by itself ends the demo. */
    public TaskStatus until(Duration deadline, String what, Consumer<TaskStatus> shown, Predicate<TaskStatus> wished) {
        return Await.value(deadline, what, () -> {
            Optional<TaskStatus> status = latest();
            status.ifPresent(shown);
            return status.filter(wished);
        });
    }

    /** The last lines, for messages. */
    public String last() {
        List<String> lines = dmctl.output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private Optional<TaskStatus> latest() {
        List<String> lines = dmctl.output().lines().toList();
        if (!dmctl.goesOn()) {
            throw new IllegalStateException("dmctl query-status --watch ended:\n" + last());
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<TaskStatus> status = parse(lines.get(i));
            if (status.isPresent()) {
                status.filter(TaskStatus::isPaused).ifPresent(StatusWatch::refuse);
                return status;
            }
        }
        return Optional.empty();
    }

    private static Optional<TaskStatus> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return TaskStatus.of(new JsonObject(line));
        } catch (DecodeException halfWritten) {
            return Optional.empty();
        }
    }

    private static void refuse(TaskStatus status) {
        throw new IllegalStateException("the task paused: " + status.errors());
    }

    @Override
    public void close() {
        dmctl.end();
    }
}
