package io.dm4j.master;

import io.dm4j.config.Labels;
import io.dm4j.error.DmException;
import java.util.Optional;

/** Which worker a source may go to, by the labels that its file wants. */
final class Placements {
    private final OperatorFiles files;

    Placements(OperatorFiles files) {
        this.files = files;
    }

    /** What a source wants of its worker. */
    Labels of(ClusterState state, String source) {
        return state.source(source).map(e -> files.placement(source, e.value())).orElse(Labels.NONE);
    }

    /** True where the source is with a worker that has not what it wants, and no task is in the way of leaving it. */
    boolean shallLeave(ClusterState state, ClusterState.Bound bound) {
        return bound.next().isEmpty()
                && state.subtasksOfSource(bound.source()).isEmpty()
                && !state.labels(bound.worker()).include(of(state, bound.source()));
    }

    /** Why this worker must not have a source that wants these labels. */
    static Optional<DmException> refusal(ClusterState state, String source, Labels wanted, String worker) {
        Labels has = state.labels(worker);
        return has.include(wanted)
                ? Optional.empty()
                : Optional.of(new DmException(
                        MasterError.PLACEMENT_UNMET,
                        "source " + source + " wants a worker with " + wanted + ", and " + worker + " has "
                                + (has.isEmpty() ? "no labels" : has)));
    }

    /** Why nobody serves the source, where that is for what it wants. */
    Optional<DmException> unmet(ClusterState state, String source) {
        Labels wanted = of(state, source);
        if (wanted.isEmpty() || state.bound(source).isPresent()) {
            return Optional.empty();
        }
        boolean found = state.alive().keySet().stream()
                .anyMatch(worker -> state.labels(worker).include(wanted));
        return Optional.of(new DmException(
                MasterError.PLACEMENT_UNMET,
                "source " + source + " wants a worker with " + wanted + ", and "
                        + (found ? "each one that is online has no room" : "none is online")));
    }
}
