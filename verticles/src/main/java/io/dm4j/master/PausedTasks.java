package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.session.Applied;
import io.dm4j.unit.Stage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has something done to a task on its sources while it rests there: no other command on the task is carried out meanwhile, so nobody
 * lets it run. A worker that would try again by itself is not held; who writes makes sure of that where he writes.
 */
public final class PausedTasks {
    private final Cluster cluster;
    private final Latches latches;
    private final Reports reports;
    private final Enabling enabling;

    PausedTasks(Cluster cluster, OperatorFiles files, Latches latches, Reports reports) {
        this.cluster = cluster;
        this.latches = latches;
        this.reports = reports;
        this.enabling = new Enabling(files);
    }

    /** @param epoch of the source's newest binding */
    public record Resting(String source, long epoch) {}

    /** Fails if the task is not paused on the source. */
    public <T> Future<T> on(String task, String source, Function<Resting, Future<T>> work) {
        return latches.holding(task, () -> cluster.state()
                .compose(state -> work.apply(
                        resting(state, state.subtasksOf(task, List.of(source)).get(0)))));
    }

    /**
     * On each of the sources by itself; an outcome says what it came to, in the work's words.
     *
     * @param chosen empty = all of the task
     */
    public Future<List<Outcome>> each(String task, List<String> chosen, Function<Resting, Future<String>> work) {
        return latches.holding(task, () -> cluster.state()
                .compose(state -> joined(state, task, chosen, subtask -> work.apply(resting(state, subtask)))));
    }

    /** As {@link #each}, whether it is paused or not: for what changes nothing. */
    public Future<List<Outcome>> ask(String task, List<String> chosen, Function<String, Future<String>> question) {
        return cluster.state()
                .compose(state -> joined(state, task, chosen, subtask -> question.apply(subtask.source())));
    }

    private static Future<List<Outcome>> joined(
            ClusterState state, String task, List<String> chosen, Function<ClusterState.Subtask, Future<String>> work) {
        List<Future<Outcome>> all = state.subtasksOf(task, chosen).stream()
                .map(subtask -> outcome(state, subtask, work))
                .toList();
        return Future.join(all).map(done -> done.<Outcome>list());
    }

    private static Future<Outcome> outcome(
            ClusterState state, ClusterState.Subtask subtask, Function<ClusterState.Subtask, Future<String>> work) {
        String source = subtask.source();
        String worker = state.bound(source).map(ClusterState.Bound::worker).orElse("");
        return Future.succeededFuture(subtask)
                .compose(work)
                .map(words -> Outcome.noted(source, worker, words))
                .otherwise(failure -> Outcome.failed(source, worker, failure));
    }

    private Resting resting(ClusterState state, ClusterState.Subtask subtask) {
        if (!rests(state, subtask)) {
            throw new DmException(
                            MasterError.NOT_PAUSED,
                            "task " + subtask.task() + " is not paused on source " + subtask.source())
                    .withWorkaround("Pause it first: `dmctl pause-task " + subtask.task() + " -s " + subtask.source()
                            + "`; then this, then `dmctl resume-task " + subtask.task() + " -s " + subtask.source()
                            + "`.");
        }
        long epoch = state.storedBound(subtask.source())
                .map(ClusterState.Bound::epoch)
                .or(() -> state.lastBound(subtask.source()).map(ClusterState.LastBound::epoch))
                .orElse(0L);
        return new Resting(subtask.source(), epoch);
    }

    /** Paused by its worker's word, because that is wanted or because of an error; or wanted so, and no worker has it. */
    private boolean rests(ClusterState state, ClusterState.Subtask subtask) {
        boolean wantedToRun = enabling.stage(state, subtask) == Stage.RUNNING;
        Optional<ClusterState.Bound> bound = state.bound(subtask.source());
        if (bound.isEmpty()) {
            return !wantedToRun;
        }
        return reports.of(bound.get().worker(), subtask.source(), subtask.task())
                .filter(report -> report.stage() == Stage.PAUSED)
                .filter(report -> !wantedToRun || hasFailed(report))
                .isPresent();
    }

    private static boolean hasFailed(Applied.Item report) {
        return !report.failures().isEmpty();
    }
}
