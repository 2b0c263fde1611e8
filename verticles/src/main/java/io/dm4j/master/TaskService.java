package io.dm4j.master;

import io.dm4j.check.Checks;
import io.dm4j.check.Report;
import io.dm4j.config.Parsed;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.StartTime;
import io.dm4j.config.TaskConfig;
import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Entry;
import io.dm4j.store.Op;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.TimedStart;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What operators want of tasks: checked, stored as wishes, and waited for. One command at a time for each task. */
public final class TaskService {
    private static final long FINDINGS_SHOWN = 10;

    private final Cluster cluster;
    private final OperatorFiles files;
    private final Placements placements;
    private final Checks checks;
    private final MetaRemoval metaRemoval;
    private final Enabling enabling;
    private final Latches latches;
    private final Waiting waiting;

    TaskService(
            Cluster cluster,
            OperatorFiles files,
            Placements placements,
            Checks checks,
            MetaRemoval metaRemoval,
            Latches latches,
            Waiting waiting) {
        this.cluster = cluster;
        this.files = files;
        this.placements = placements;
        this.checks = checks;
        this.metaRemoval = metaRemoval;
        this.latches = latches;
        this.waiting = waiting;
        this.enabling = new Enabling(files);
    }

    /** A task that was started: what the checks said, and how each source took it. */
    public record Started(String checkResult, List<Outcome> outcomes) {}

    /** An operator's command on a task that is there. */
    public enum Command {
        PAUSE(Expectation.PAUSED),
        RESUME(Expectation.RUNS),
        /** To where {@link #create} leaves a task: it is there and does nothing. */
        STOP(Expectation.PAUSED),
        DELETE(Expectation.GONE);

        private final Expectation expectation;

        Command(Expectation expectation) {
            this.expectation = expectation;
        }
    }

    /** The text of the report; fails with 26005 if a task could not be started. */
    public Future<String> check(String file, Optional<StartTime> startTime, long mostFailures, long mostWarnings) {
        return read(file, startTime).compose(task -> cluster.state()
                .compose(state -> report(state, task, task.value().sources()))
                .compose(report -> passable(report, mostFailures, mostWarnings)));
    }

    /**
     * Starts a task that does not run.
     *
     * @param chosen sources to start on, empty = all of the task
     * @param startTime where each begins to follow, whatever it had reached before
     */
    public Future<Started> start(String file, List<String> chosen, boolean removeMeta, Optional<StartTime> startTime) {
        Beginning now = new Beginning(Stage.RUNNING, Expectation.RUNS, removeMeta, startTime);
        return read(file, startTime).compose(task -> start(task, file, chosen, now));
    }

    /** As {@link #start}, on all its sources, but nothing runs yet: {@link Command#RESUME} lets it. */
    public Future<Started> create(String file) {
        Beginning later = new Beginning(Stage.STOPPED, Expectation.PAUSED, false, Optional.empty());
        return read(file).compose(task -> start(task, file, List.of(), later));
    }

    /** Forgets how far a task has come, which must not be running. */
    public Future<Void> removeMeta(String task) {
        return latches.holding(task, () -> cluster.state().compose(state -> removeMeta(state, task)));
    }

    private Future<Void> removeMeta(ClusterState state, String task) {
        return removable(state, task)
                .compose(entry -> read(entry.value()))
                .compose(read -> metaRemoval.remove(read.value()));
    }

    private Future<Entry> removable(ClusterState state, String task) {
        return notRunning(state, task).compose(stands -> known(state, task));
    }

    private Future<Void> notRunning(ClusterState state, String task) {
        boolean runs = state.subtasksOfTask(task).stream().anyMatch(s -> enabling.stage(state, s) == Stage.RUNNING);
        return runs
                ? Future.failedFuture(new DmException(
                        MasterError.SUBTASK_EXISTS, "can't remove the metadata of task " + task + " while it runs"))
                : Future.succeededFuture();
    }

    private static Future<Entry> known(ClusterState state, String task) {
        return state.task(task)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(MasterError.unknownTask(task)));
    }

    /** How a task that is new on a source begins. */
    private record Beginning(Stage stage, Expectation expectation, boolean removeMeta, Optional<StartTime> startTime) {}

    /**
     * Exchanges the file of a task that is there: user, password and security block of the target may differ. It goes on running, and
     * uses them for the connections to come.
     */
    public Future<Started> update(String file) {
        return read(file).compose(task -> cluster.state().compose(state -> update(state, task, file)));
    }

    private Future<Started> update(ClusterState state, Parsed<TaskConfig> task, String file) {
        String name = task.value().name();
        List<String> sources = state.subtasksOfTask(name).stream()
                .map(ClusterState.Subtask::source)
                .toList();
        return updatable(state, task.value()).compose(stored -> report(state, task, sources)
                .compose(report -> passable(report, FINDINGS_SHOWN, FINDINGS_SHOWN))
                .compose(text -> latches.holding(name, () -> cluster.write(
                                "task " + name,
                                List.of(Compare.unchanged(stored)),
                                List.of(StoredValues.task(name, file)))
                        .compose(revision -> waiting.on(state, name, sources, revision, Expectation.SERVED))
                        .map(outcomes -> new Started(text, outcomes)))));
    }

    private Future<Entry> updatable(ClusterState state, TaskConfig task) {
        Optional<Entry> stored = state.task(task.name());
        if (stored.isEmpty()) {
            return Future.failedFuture(MasterError.unknownTask(task.name()));
        }
        TaskConfig before = files.task(task.name(), stored.get().value()).value();
        return before.differsInAccessOnly(task)
                ? Future.succeededFuture(stored.get())
                : Future.failedFuture(MoreThanAccess.of("task " + task.name(), before.differences(task)));
    }

    /**
     * Lets a task that was created, stopped or paused run: from a time in the binlog, or, without one, from where it is, and any time
     * that was given before is forgotten.
     *
     * @param chosen sources it concerns, empty = all of the task
     */
    public Future<List<Outcome>> startAgain(
            String task, List<String> chosen, boolean removeMeta, Optional<StartTime> startTime) {
        return latches.holding(task, () -> cluster.state().compose(state -> placeable(state, task, chosen, startTime)
                .compose(placed -> removeMeta ? removeMeta(state, task) : Future.succeededFuture())
                .compose(removed -> operate(
                        state,
                        Command.RESUME,
                        task,
                        chosen,
                        any -> startTime.map(time -> new TimedStart(time, state.revision()))))));
    }

    private Future<Void> placeable(
            ClusterState state, String task, List<String> chosen, Optional<StartTime> startTime) {
        if (startTime.isEmpty()) {
            return Future.succeededFuture();
        }
        boolean runs = state.subtasksOfTask(task).stream()
                .anyMatch(s -> (chosen.isEmpty() || chosen.contains(s.source())) && s.stage() == Stage.RUNNING);
        return runs
                ? Future.failedFuture(new DmException(
                        MasterError.SUBTASK_EXISTS,
                        "task " + task + " runs: stop it before it is started from another place"))
                : known(state, task)
                        .compose(entry -> read(entry.value(), startTime))
                        .mapEmpty();
    }

    /** @param chosen sources it concerns, empty = all of the task */
    public Future<List<Outcome>> operate(Command command, String task, List<String> chosen) {
        return latches.holding(task, () -> cluster.state()
                .compose(state -> operate(state, command, task, chosen, ClusterState.Subtask::timedStart)));
    }

    private Future<Parsed<TaskConfig>> read(String file) {
        return read(file, Optional.empty());
    }

    private Future<Parsed<TaskConfig>> read(String file, Optional<StartTime> startTime) {
        return Future.future(read -> {
            Parsed<TaskConfig> task = files.task("task", file);
            startTime.ifPresent(time -> time.requireUseIn(task.value().mode()));
            read.complete(task);
        });
    }

    /** The databases are asked before the task is latched; what is stored must still be as it was then. */
    private Future<Started> start(Parsed<TaskConfig> task, String file, List<String> chosen, Beginning beginning) {
        String name = task.value().name();
        return cluster.state().compose(state -> startable(state, task.value(), file, chosen, beginning)
                .compose(sources -> report(state, task, sources)
                        .compose(report -> passable(report, FINDINGS_SHOWN, FINDINGS_SHOWN))
                        .compose(text -> latches.holding(name, () -> removed(task.value(), beginning.removeMeta())
                                .compose(removed -> store(state, name, file, sources, beginning))
                                .compose(
                                        revision -> waiting.on(state, name, sources, revision, beginning.expectation()))
                                .map(outcomes -> new Started(text, outcomes))))));
    }

    private Future<List<String>> startable(
            ClusterState state, TaskConfig task, String file, List<String> chosen, Beginning beginning) {
        List<String> sources = chosen.isEmpty() ? task.sources() : chosen;
        return refusal(state, task, file, sources, beginning.removeMeta())
                .or(() -> beginning.stage() == Stage.RUNNING ? disabled(state, task.name(), sources) : Optional.empty())
                .<Future<List<String>>>map(Future::failedFuture)
                .orElse(Future.succeededFuture(sources));
    }

    private Optional<DmException> disabled(ClusterState state, String task, List<String> sources) {
        return sources.stream()
                .filter(source -> !enabling.isOn(state, source))
                .findFirst()
                .map(source -> new DmException(
                        MasterError.CANNOT_START,
                        "can't start task " + task + ": source " + source + " is not enabled"));
    }

    private Optional<DmException> refusal(
            ClusterState state, TaskConfig task, String file, List<String> sources, boolean removeMeta) {
        List<String> running = state.subtasksOfTask(task.name()).stream()
                .map(ClusterState.Subtask::source)
                .toList();
        for (String source : sources) {
            if (!task.sources().contains(source)) {
                return refused(
                        MasterError.SOURCE_UNKNOWN,
                        "source " + source + " is not in `mysql-instances` of task " + task.name());
            } else if (running.contains(source)) {
                return refused(
                        MasterError.SUBTASK_EXISTS,
                        "subtasks with name " + task.name() + " for sources [" + source + "] already exist");
            } else if (state.source(source).isEmpty()) {
                return Optional.of(MasterError.unknownSource(source));
            } else if (state.bound(source).isEmpty()) {
                return Optional.of(placements.unbound(state, source));
            }
        }
        if (removeMeta && !running.isEmpty()) {
            return refused(
                    MasterError.SUBTASK_EXISTS,
                    "can't remove the metadata of task " + task.name() + ": it already exists on sources " + running);
        }
        boolean differs = state.task(task.name())
                .map(Entry::value)
                .filter(stored -> !stored.equals(file))
                .isPresent();
        return differs && !running.isEmpty()
                ? refused(
                        MasterError.TASK_DIFFERS, "task " + task.name() + " is there with another file, on " + running)
                : Optional.empty();
    }

    private static Optional<DmException> refused(MasterError code, String what) {
        return Optional.of(new DmException(code, what));
    }

    private Future<Report> report(ClusterState state, Parsed<TaskConfig> task, List<String> sources) {
        Map<String, SourceConfig> configs = new TreeMap<>();
        for (String source : sources) {
            Optional<Entry> stored = state.source(source);
            if (stored.isEmpty()) {
                return Future.failedFuture(MasterError.unknownSource(source));
            }
            configs.put(source, files.source(source, stored.get().value()).value());
        }
        return checks.task(task, configs);
    }

    private static Future<String> passable(Report report, long mostFailures, long mostWarnings) {
        String text = report.text(mostFailures, mostWarnings);
        return report.hasFailures()
                ? Future.failedFuture(new DmException(MasterError.PRECHECK_FAILED, text))
                : Future.succeededFuture(text);
    }

    /** It may run by now. */
    private Future<Void> removed(TaskConfig task, boolean removeMeta) {
        return removeMeta
                ? cluster.state()
                        .compose(now -> notRunning(now, task.name()).compose(stands -> metaRemoval.remove(task)))
                : Future.succeededFuture();
    }

    private Future<Long> store(
            ClusterState state, String task, String file, List<String> sources, Beginning beginning) {
        Optional<TimedStart> timed = beginning.startTime().map(time -> new TimedStart(time, state.revision()));
        List<Compare> compares = new ArrayList<>(List.of(asItWas(state, task)));
        List<Op> ops = new ArrayList<>(List.of(StoredValues.task(task, file)));
        for (String source : sources) {
            compares.add(Compare.absent(Keys.subtask(task, source)));
            compares.add(Compare.unchanged(state.source(source).orElseThrow()));
            ops.add(StoredValues.subtask(task, source, beginning.stage(), 1, timed, List.of()));
        }
        return cluster.write("task " + task, compares, ops);
    }

    private static Compare asItWas(ClusterState state, String task) {
        return state.task(task).map(Compare::unchanged).orElseGet(() -> Compare.absent(Keys.of(Keys.TASKS, task)));
    }

    private Future<List<Outcome>> operate(
            ClusterState state,
            Command command,
            String task,
            List<String> chosen,
            Function<ClusterState.Subtask, Optional<TimedStart>> timed) {
        List<ClusterState.Subtask> subtasks = state.subtasksOfTask(task).stream()
                .filter(s -> chosen.isEmpty() || chosen.contains(s.source()))
                .toList();
        if (subtasks.isEmpty()) {
            return Future.failedFuture(MasterError.unknownTask(task));
        }
        List<String> sources =
                subtasks.stream().map(ClusterState.Subtask::source).toList();
        Optional<DmException> refusal = command == Command.RESUME ? disabled(state, task, sources) : Optional.empty();
        if (refusal.isPresent()) {
            return Future.failedFuture(refusal.get());
        }
        return cluster.write("task " + task, compares(subtasks), ops(state, command, task, subtasks, timed))
                .compose(revision -> waiting.on(state, task, sources, revision, command.expectation));
    }

    private static List<Compare> compares(List<ClusterState.Subtask> subtasks) {
        return subtasks.stream().map(s -> Compare.unchanged(s.entry())).toList();
    }

    private static List<Op> ops(
            ClusterState state,
            Command command,
            String task,
            List<ClusterState.Subtask> subtasks,
            Function<ClusterState.Subtask, Optional<TimedStart>> timed) {
        List<Op> ops = new ArrayList<>();
        for (ClusterState.Subtask s : subtasks) {
            ops.add(
                    switch (command) {
                        case PAUSE -> wished(s, Stage.PAUSED, timed.apply(s));
                        case STOP -> wished(s, Stage.STOPPED, timed.apply(s));
                        case RESUME -> wished(s, Stage.RUNNING, timed.apply(s));
                        case DELETE -> Op.delete(s.entry().key());
                    });
        }
        boolean last = subtasks.size() == state.subtasksOfTask(task).size();
        if (command == Command.DELETE && last) {
            ops.add(Op.delete(Keys.of(Keys.TASKS, task)));
        }
        return ops;
    }

    /** From a time that is new, statements are met again: what was to be done with them at their first reading is over. */
    private static Op wished(ClusterState.Subtask s, Stage stage, Optional<TimedStart> timed) {
        boolean again = timed.isPresent() && !timed.equals(s.timedStart());
        List<Handling> handlings = again ? List.of() : s.handlings();
        return StoredValues.subtask(s.task(), s.source(), stage, s.command() + 1, timed, handlings);
    }
}
