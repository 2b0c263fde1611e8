package io.dm4j.master;

import io.dm4j.session.Desired;
import io.dm4j.session.SourceWish;
import io.dm4j.session.SubtaskWish;
import io.dm4j.unit.Stage;
import java.util.List;

/** What each worker shall have, by what is stored. */
final class DesiredStates {
    private final OperatorFiles files;
    private final Enabling enabling;

    DesiredStates(OperatorFiles files) {
        this.files = files;
        this.enabling = new Enabling(files);
    }

    /** Only the sources bound to this very life of the worker, and not on their way to another. */
    Desired of(ClusterState state, String worker, long session) {
        List<SourceWish> sources = state.storedBounds().values().stream()
                .filter(b -> b.worker().equals(worker)
                        && b.session() == session
                        && b.next().isEmpty())
                .map(b -> source(state, b))
                .toList();
        return new Desired(state.revision(), sources);
    }

    private SourceWish source(ClusterState state, ClusterState.Bound bound) {
        String config = state.source(bound.source())
                .map(e -> files.readable(bound.source(), e.value()))
                .orElse("");
        List<SubtaskWish> subtasks = state.subtasksOfSource(bound.source()).stream()
                .map(s -> subtask(state, s))
                .toList();
        return new SourceWish(bound.source(), config, bound.epoch(), subtasks);
    }

    private SubtaskWish subtask(ClusterState state, ClusterState.Subtask s) {
        String config = state.task(s.task())
                .map(e -> files.readable(s.task(), e.value()))
                .orElse("");
        // a worker makes no difference between a task that was stopped before it ever ran and one that was paused
        Stage wanted = enabling.stage(state, s);
        Stage stage = wanted == Stage.STOPPED ? Stage.PAUSED : wanted;
        return new SubtaskWish(s.task(), config, stage, s.command(), s.timedStart(), s.handlings());
    }
}
