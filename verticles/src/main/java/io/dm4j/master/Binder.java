package io.dm4j.master;

import io.dm4j.store.Compare;
import io.dm4j.store.Op;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Keeps every source bound to a living worker as far as there is room: at each change of workers, sources and bindings it asks the
 * scheduler and stores the decision with the source's next epoch.
 */
final class Binder {
    private static final Logger LOG = LogManager.getLogger(Binder.class);

    private final Cluster cluster;
    private final Placements placements;
    private final LongSupplier wallMillis;
    private final Coalesced settling = new Coalesced(this::once);

    Binder(Cluster cluster, Placements placements, LongSupplier wallMillis) {
        this.cluster = cluster;
        this.placements = placements;
        this.wallMillis = wallMillis;
    }

    /** Completes when all that can be bound is. */
    Future<Void> settle() {
        return settling.run();
    }

    private Future<Void> once() {
        return cluster.state().compose(this::decide);
    }

    private Future<Void> decide(ClusterState state) {
        Map<String, String> assigned = Scheduler.assign(needs(state), rooms(state));
        List<Future<Boolean>> writes = new ArrayList<>();
        assigned.forEach((source, worker) -> writes.add(bind(state, source, worker)));
        state.storedBounds().values().stream()
                .filter(b -> isFree(state, b.source()) && !assigned.containsKey(b.source()))
                .forEach(b -> writes.add(unbind(b)));
        return Future.all(writes)
                .compose(all -> all.<Boolean>list().contains(false) ? once() : Future.succeededFuture());
    }

    private List<Scheduler.Need> needs(ClusterState state) {
        return state.sources().keySet().stream()
                .filter(source -> isFree(state, source))
                .map(source -> new Scheduler.Need(
                        source,
                        state.lastBound(source).map(ClusterState.LastBound::worker),
                        placements.of(state, source)))
                .toList();
    }

    private boolean isFree(ClusterState state, String source) {
        return state.bound(source)
                .map(bound -> placements.shallLeave(state, bound))
                .orElse(true);
    }

    private static List<Scheduler.Room> rooms(ClusterState state) {
        return state.alive().values().stream()
                .map(w -> new Scheduler.Room(
                        w.name(), w.maxSources(), state.placesTaken(w.name()), state.labels(w.name())))
                .toList();
    }

    private Future<Boolean> bind(ClusterState state, String source, String worker) {
        return cluster.store()
                .txn(compares(state, source, worker), ops(state, source, worker))
                .map(result -> result.succeeded());
    }

    /** Gives a source, whoever has it, to a worker that lives; the revision. Refused if anything of it changes meanwhile. */
    Future<Long> bindTo(ClusterState state, String source, String worker) {
        return cluster.write("source " + source, compares(state, source, worker), ops(state, source, worker));
    }

    private static List<Compare> compares(ClusterState state, String source, String worker) {
        return List.of(
                Compare.unchanged(state.alive(worker).orElseThrow().entry()),
                Compare.unchanged(state.source(source).orElseThrow()),
                state.storedBound(source)
                        .map(b -> Compare.unchanged(b.entry()))
                        .orElse(Compare.absent(Keys.of(Keys.BOUNDS, source))));
    }

    private List<Op> ops(ClusterState state, String source, String worker) {
        long session = state.alive(worker).orElseThrow().session();
        long epoch = nextEpoch(state.lastBound(source));
        LOG.info("source {} goes to worker {} under epoch {}", source, worker, epoch);
        return List.of(
                StoredValues.bound(source, worker, session, epoch), StoredValues.lastBound(source, worker, epoch));
    }

    /** Above the last one; and above those of a source of the same name that was there before, as time goes on. */
    private long nextEpoch(Optional<ClusterState.LastBound> last) {
        return Math.max(last.map(ClusterState.LastBound::epoch).orElse(0L) + 1, wallMillis.getAsLong());
    }

    private Future<Boolean> unbind(ClusterState.Bound bound) {
        LOG.info(
                "source {} is no longer served: worker {} is gone, or has not the labels that it wants",
                bound.source(),
                bound.worker());
        return cluster.store()
                .txn(
                        List.of(Compare.unchanged(bound.entry())),
                        List.of(Op.delete(bound.entry().key())))
                .map(result -> result.succeeded());
    }
}
