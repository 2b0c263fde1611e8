package io.dm4j.master;

import io.dm4j.config.Labels;
import io.dm4j.error.DmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which worker a source may go to, by the labels that its file wants. */
final class Placements {
    private static final int MOST_SHOWN = 5;

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
        return state.labels(worker).include(wanted)
                ? Optional.empty()
                : Optional.of(new DmException(
                        MasterError.PLACEMENT_UNMET,
                        "source " + source + " wants a worker with " + wanted + ", and " + has(state, worker)));
    }

    private static String has(ClusterState state, String worker) {
        Labels labels = state.labels(worker);
        return worker + " has " + (labels.isEmpty() ? "no labels" : labels);
    }

    /** Why nothing can begin on a source that nobody serves. */
    DmException unbound(ClusterState state, String source) {
        return unmet(state, source)
                .orElseGet(() -> new DmException(
                        MasterError.SOURCE_UNBOUND,
                        "source " + source + " is not bound to any worker, so it cannot start"));
    }

    /** Why nobody serves the source, where that is for what it wants. */
    Optional<DmException> unmet(ClusterState state, String source) {
        Labels wanted = of(state, source);
        if (wanted.isEmpty() || state.bound(source).isPresent()) {
            return Optional.empty();
        }
        Set<String> online = state.alive().keySet();
        List<String> fitting = online.stream()
                .filter(worker -> state.labels(worker).include(wanted))
                .toList();
        return Optional.of(new DmException(
                MasterError.PLACEMENT_UNMET,
                "source " + source + " wants a worker with " + wanted + ", and "
                        + (fitting.isEmpty()
                                ? "none is online" + listed(online.stream().map(worker -> has(state, worker)))
                                : "each one that is online has no room" + listed(fitting.stream()))));
    }

    /** The first few. */
    private static String listed(Stream<String> workers) {
        List<String> some = workers.limit(MOST_SHOWN + 1L).toList();
        String text = some.stream().limit(MOST_SHOWN).collect(Collectors.joining("; "));
        return (some.isEmpty() ? "" : ": ") + text + (some.size() > MOST_SHOWN ? "; .." : "");
    }
}
