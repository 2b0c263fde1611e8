package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Takes a source to a worker that an operator names. Its tasks are stopped at a whole place by the worker that has it, and only when
 * that is done may the other begin; their stages stay as they are, and so does a copy under way, which goes on at the other.
 */
public final class TransferService {
    private static final Logger LOG = LogManager.getLogger(TransferService.class);

    private final Cluster cluster;
    private final Placements placements;
    private final Binder binder;
    private final Reports reports;

    TransferService(Cluster cluster, Placements placements, Binder binder, Reports reports) {
        this.cluster = cluster;
        this.placements = placements;
        this.binder = binder;
        this.reports = reports;
    }

    /** Completes when the worker has the source; at once if it has it already. */
    public Future<Void> transfer(String source, String worker) {
        return cluster.state().compose(state -> {
            Optional<DmException> refusal = refusal(state, source, worker);
            if (refusal.isPresent()) {
                return Future.failedFuture(refusal.get());
            }
            Optional<ClusterState.Bound> bound = state.bound(source);
            if (bound.isEmpty()) {
                return handOver(state, source, worker);
            }
            return isAt(bound.get(), worker) ? Future.succeededFuture() : move(state, bound.get(), worker);
        });
    }

    private Optional<DmException> refusal(ClusterState state, String source, String worker) {
        if (state.source(source).isEmpty()) {
            return Optional.of(MasterError.unknownSource(source));
        }
        if (!state.registered().containsKey(worker)) {
            return refused(MasterError.WORKER_UNKNOWN, "dm-worker with name " + worker + " not exists");
        }
        Optional<ClusterState.Bound> bound = state.bound(source);
        if (bound.flatMap(ClusterState.Bound::next).isPresent()) {
            return refused(
                    MasterError.LATCH_IN_USE,
                    "source " + source + " is on its way to worker "
                            + bound.get().next().get());
        }
        if (bound.filter(b -> isAt(b, worker)).isPresent()) {
            return Optional.empty();
        }
        return cannotTake(state, worker)
                .flatMap(why -> refused(
                        MasterError.WORKER_CANNOT_TAKE, "worker " + worker + " cannot take source " + source + why))
                .or(() -> Placements.refusal(state, source, placements.of(state, source), worker));
    }

    private static Optional<String> cannotTake(ClusterState state, String worker) {
        Optional<ClusterState.Alive> life = state.alive(worker);
        if (life.isEmpty()) {
            return Optional.of(": it is offline");
        }
        int most = life.get().maxSources();
        return most == 0 || state.placesTaken(worker) < most
                ? Optional.empty()
                : Optional.of(": it serves " + state.sourcesOf(worker) + ", and its max-sources is " + most);
    }

    private static Optional<DmException> refused(MasterError code, String what) {
        return Optional.of(new DmException(code, what));
    }

    private static boolean isAt(ClusterState.Bound bound, String worker) {
        return bound.worker().equals(worker) && bound.next().isEmpty();
    }

    private Future<Void> move(ClusterState state, ClusterState.Bound bound, String worker) {
        String source = bound.source();
        LOG.info("source {} leaves worker {} for worker {}", source, bound.worker(), worker);
        return cluster.write(
                        "source " + source,
                        List.of(
                                Compare.unchanged(bound.entry()),
                                Compare.unchanged(
                                        state.alive(worker).orElseThrow().entry())),
                        List.of(StoredValues.leaving(bound, worker)))
                .compose(revision -> stopped(bound, revision)
                        .compose(gone -> cluster.state())
                        .compose(now -> handOver(now, source, worker))
                        .recover(failure -> takeBack(source).transform(back -> Future.failedFuture(failure))));
    }

    private Future<Void> stopped(ClusterState.Bound bound, long revision) {
        return reports.await(bound.worker(), revision, bound.source(), "", Expectation.GONE)
                .recover(late -> Future.failedFuture(new DmException(
                        MasterError.TRANSFER_NOT_STOPPED,
                        "source " + bound.source() + " stays on worker " + bound.worker()
                                + ", which did not stop its tasks in time",
                        late)));
    }

    private Future<Void> handOver(ClusterState state, String source, String worker) {
        if (state.alive(worker).isEmpty() || state.source(source).isEmpty()) {
            return Future.failedFuture(new DmException(
                    MasterError.WORKER_CANNOT_TAKE,
                    "worker " + worker + " cannot take source " + source + ": one of them is gone now"));
        }
        return binder.bindTo(state, source, worker)
                .compose(revision -> reports.await(worker, revision, source, "", Expectation.SERVED));
    }

    /** What was on its way when the master before this one ended stays where it is. */
    Future<Void> takeAllBack() {
        return cluster.state().compose(state -> Future.join(state.storedBounds().values().stream()
                        .filter(b -> b.next().isPresent())
                        .map(b -> takeBack(b.source()))
                        .toList())
                .mapEmpty());
    }

    /** Harmless if it is not on its way any more. */
    private Future<Void> takeBack(String source) {
        return cluster.state().compose(state -> state.storedBound(source)
                .filter(b -> b.next().isPresent())
                .map(b -> cluster.store()
                        .txn(
                                List.of(Compare.unchanged(b.entry())),
                                List.of(StoredValues.bound(source, b.worker(), b.session(), b.epoch())))
                        .<Void>mapEmpty())
                .orElse(Future.succeededFuture()));
    }
}
