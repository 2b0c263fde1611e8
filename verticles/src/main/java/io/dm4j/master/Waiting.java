package io.dm4j.master;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Waits until the workers have done what a command has stored, for each source on its own. */
record Waiting(Placements placements, Reports reports) {

    /** @param revision at which it is stored */
    Future<List<Outcome>> on(
            ClusterState state, String task, List<String> sources, long revision, Expectation expectation) {
        List<Future<Outcome>> each = sources.stream()
                .map(source -> on(state, task, source, revision, expectation))
                .toList();
        return Future.join(each).map(all -> all.<Outcome>list());
    }

    private Future<Outcome> on(ClusterState state, String task, String source, long revision, Expectation expectation) {
        Optional<ClusterState.Bound> bound = state.bound(source);
        if (bound.isEmpty()) {
            return Future.succeededFuture(Outcome.noted(
                    source,
                    "",
                    "stored; no worker serves the source now, it takes effect when one does"
                            + placements
                                    .unmet(state, source)
                                    .map(why -> ": " + why.getMessage())
                                    .orElse("")));
        }
        String worker = bound.get().worker();
        return reports.await(worker, revision, source, task, expectation)
                .map(Outcome.done(source, worker))
                .otherwise(e -> Outcome.failed(source, worker, e));
    }
}
