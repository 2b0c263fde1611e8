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
    private final ChildProcess dmctl;

    public StatusWatch(ChildProcess dmctl) {
        this.dmctl = dmctl;
    }

    /** Until the status is as wished; each status is shown on the way. A task that pauses by itself ends the demo. */
    public TaskStatus until(Duration deadline, String what, Consumer<TaskStatus> shown, Predicate<TaskStatus> wished) {
        return Await.value(deadline, what, () -> {
            Optional<TaskStatus> status = latest();
            status.ifPresent(shown);
            return status.filter(wished);
        });
    }

    private Optional<TaskStatus> latest() {
        if (!dmctl.isAlive()) {
            throw new IllegalStateException("dmctl query-status --watch ended:\n" + dmctl.tail(10));
        }
        List<String> lines = dmctl.output().lines().toList();
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
        dmctl.kill();
    }
}
