package io.dm4j.worker;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskMode;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.session.Failure;
import io.dm4j.session.SubtaskWish;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.TimedStart;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** One task on one source: takes its units one after the other through the stages. Confined to the worker's context. */
final class Subtask implements Slot.Life<SubtaskWish>, UnitResult.Listener {
    private static final Logger LOG = LogManager.getLogger(Subtask.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    /** Whoever has replaced a file or changed an account sees soon whether that was it. */
    private static final Duration LAST_RETRY_OF_TRUST = Duration.ofSeconds(10);

    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final String task;
    private final String source;
    private final LiveFile<SubtaskConfig> file;
    private final Supplier<UnitSetup> setups;
    private final UnitFactory factory;
    private final Runnable changed;
    private final BackOff backOff = new BackOff(FIRST_RETRY, LAST_RETRY, RandomGenerator.getDefault());
    private final Promise<Void> stopped = Promise.promise();

    private Stage stage = Stage.NEW;
    private long command = -1;
    private Stage wanted = Stage.NEW;
    private Optional<TimedStart> timedStart = Optional.empty();
    private List<Handling> handlings = List.of();
    private boolean cancelled;
    private List<Failure> failures = List.of();
    private List<UnitType> order = List.of();
    private final Map<UnitExit, Long> exits = new HashMap<>();
    private UnitSetup setup;
    private int place;
    private Optional<Unit> unit = Optional.empty();
    private long startedAt;
    private long retry = NO_TIMER;

    /**
     * @param file what the task says for this source
     * @param setups reads the configuration at each start; what it throws pauses the subtask
     * @param changed told after each change of stage
     */
    Subtask(
            Vertx vertx,
            String source,
            String task,
            LiveFile<SubtaskConfig> file,
            Supplier<UnitSetup> setups,
            UnitFactory factory,
            Runnable changed) {
        this.vertx = vertx;
        this.task = task;
        this.source = source;
        this.file = file;
        this.setups = setups;
        this.factory = factory;
        this.changed = changed;
    }

    /** A unit that runs has begun with what operators wanted done with statements then: another such wish needs another unit. */
    @Override
    public boolean serves(SubtaskWish wish) {
        return file.takes(wish.config())
                && stage != Stage.STOPPING
                && stage != Stage.STOPPED
                && (stage != Stage.RUNNING || wish.handlings().equals(handlings));
    }

    @Override
    public void wish(SubtaskWish wish) {
        if (file.take(wish.config())) {
            accessChanged();
        }
        if (wish.command() == command && wish.stage() == wanted) {
            return;
        }
        command = wish.command();
        wanted = wish.stage();
        timedStart = wish.timedStart();
        handlings = wish.handlings();
        if (wish.stage() == Stage.PAUSED) {
            pause();
        } else {
            runAgain();
        }
    }

    /** Somebody has changed how to get into a server: what waits to try again tries now. What runs finds it by itself. */
    void accessChanged() {
        if (retry != NO_TIMER) {
            runAgain();
        }
    }

    @Override
    public Future<Void> stop() {
        cancelRetry();
        enter(Stage.Event.STOP);
        if (stage == Stage.STOPPED) {
            stopped.tryComplete();
        } else {
            unit.ifPresent(this::end);
        }
        return stopped.future();
    }

    SubtaskStatus status() {
        return new SubtaskStatus(
                task,
                source,
                stage,
                unit.map(Unit::type),
                failures,
                cancelled && stage == Stage.PAUSED,
                unit.map(Unit::status),
                exits,
                setup == null ? List.of() : warnings(setup));
    }

    private static List<String> warnings(UnitSetup setup) {
        return Stream.concat(
                        weakness("source " + setup.source().sourceId() + ": from", setup.upstream()),
                        weakness("task " + setup.subtask().task() + ": target-database", setup.target()))
                .toList();
    }

    private static Stream<String> weakness(String where, Supplier<DatabaseConfig> database) {
        return database.get().security().limits().weakness().stream()
                .map(weakness -> where + ".security.tls-min-version: " + weakness);
    }

    @Override
    public void finished() {
        if (place + 1 == order.size()) {
            enter(Stage.Event.DONE);
            settled();
            return;
        }
        enter(Stage.Event.NEXT);
        if (stage == Stage.RUNNING) {
            place++;
            runUnit();
        } else {
            settled();
        }
    }

    @Override
    public void stopped() {
        if (stage == Stage.RUNNING) {
            failed(new DmException(WorkerError.UNIT_BROKEN, "a unit of task " + task + " ended unasked"), true);
        } else {
            enter(Stage.Event.ENDED);
            settled();
        }
    }

    @Override
    public void failed(DmException reason, boolean healable) {
        exits.merge(new UnitExit(order.get(place), healable), 1L, Long::sum);
        fail(reason, healable);
    }

    private void fail(DmException reason, boolean healable) {
        failures = List.of(Failure.of(reason));
        enter(Stage.Event.FAIL);
        LOG.warn("task {} of source {} failed and is {}: {}", task, source, stage, reason.getMessage());
        if (stage == Stage.PAUSED && healable && !cancelled && setup.source().autoResume()) {
            backOff.heldFor(Duration.ofNanos(System.nanoTime() - startedAt));
            retryLater(reason.code());
        }
        settled();
    }

    private void pause() {
        cancelRetry();
        if (!stage.allows(Stage.Event.PAUSE)) {
            return;
        }
        cancelled = true;
        enter(Stage.Event.PAUSE);
        if (stage == Stage.PAUSING) {
            unit.ifPresent(this::end);
        }
    }

    /** In the middle of a pause this only takes the pause back; {@link #settled()} then resumes. */
    private void runAgain() {
        cancelRetry();
        cancelled = false;
        backOff.reset();
        if (stage == Stage.NEW) {
            start();
        } else if (stage.allows(Stage.Event.RESUME)) {
            resume();
        }
    }

    private void resume() {
        enter(Stage.Event.RESUME);
        start();
    }

    private void start() {
        failures = List.of();
        place = 0;
        startedAt = System.nanoTime();
        try {
            setup = setups.get().with(timedStart, handlings);
        } catch (DmException e) {
            fail(e, false);
            return;
        }
        order = order(setup.subtask().mode());
        enter(Stage.Event.START);
        runUnit();
    }

    private static List<UnitType> order(TaskMode mode) {
        return switch (mode) {
            case ALL -> List.of(UnitType.LOAD, UnitType.SYNC);
            case FULL -> List.of(UnitType.LOAD);
            case INCREMENTAL -> List.of(UnitType.SYNC);
        };
    }

    private void runUnit() {
        try {
            Unit next = factory.unit(order.get(place), setup);
            unit = Optional.of(next);
            next.run().onSuccess(result -> result.tell(this)).onFailure(this::broken);
        } catch (RuntimeException e) {
            broken(e);
        }
    }

    private void broken(Throwable failure) {
        if (!(failure instanceof DmException)) {
            LOG.error("a unit of task {} of source {} broke", task, source, failure);
        }
        failed(DmException.from(failure, WorkerError.UNIT_BROKEN), false);
    }

    private void end(Unit running) {
        running.stop().onFailure(e -> LOG.warn("task {} of source {} did not stop cleanly: {}", task, source, e));
    }

    private void retryLater(ErrorCode code) {
        Duration wait = backOff.next(code.concernsTrust() ? LAST_RETRY_OF_TRUST : LAST_RETRY);
        LOG.info("task {} of source {} is tried again in {} ms", task, source, wait.toMillis());
        retry = vertx.setTimer(Math.max(1, wait.toMillis()), id -> retry());
    }

    private void retry() {
        retry = NO_TIMER;
        if (stage == Stage.PAUSED && !cancelled) {
            resume();
        }
    }

    private void cancelRetry() {
        if (retry != NO_TIMER) {
            vertx.cancelTimer(retry);
            retry = NO_TIMER;
        }
    }

    private void settled() {
        if (stage == Stage.STOPPED) {
            stopped.tryComplete();
        } else if (stage == Stage.PAUSED && !cancelled && failures.isEmpty()) {
            resume();
        }
    }

    private void enter(Stage.Event event) {
        Stage from = stage;
        stage = stage.next(event);
        if (from != stage) {
            LOG.info("task {} of source {}: {} -> {} on {}", task, source, from, stage, event);
        }
        changed.run();
    }
}
