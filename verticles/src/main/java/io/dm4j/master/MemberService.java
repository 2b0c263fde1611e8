package io.dm4j.master;

import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Entry;
import io.dm4j.store.Op;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who belongs to the cluster. */
public final class MemberService {
    private final Cluster cluster;

    MemberService(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Where a worker stands, by DM's words. */
    public enum WorkerStage {
        OFFLINE(0),
        FREE(1),
        BOUND(2);

        private final int number;

        WorkerStage(int number) {
            this.number = number;
        }

        /** DM's number in {@code dm_master_worker_state}. */
        public int number() {
            return number;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A worker that has ever joined, with the sources it serves now and what it said it is. */
    public record WorkerMember(String name, Address address, WorkerStage stage, List<String> sources, Labels labels) {}

    /** All workers in name order. */
    public Future<List<WorkerMember>> workers() {
        return cluster.state().map(state -> state.registered().values().stream()
                .map(r -> member(state, r))
                .toList());
    }

    /** What a deployment tool has said of the cluster's machines; empty if none has. */
    public Future<Optional<String>> topology() {
        return cluster.store().list(Keys.TOPOLOGY).map(found -> found.entry(Keys.TOPOLOGY)
                .map(Entry::value));
    }

    /** Takes the place of what was said before. */
    public Future<Void> topology(String said) {
        return cluster.store()
                .txn(List.of(), List.of(Op.put(Keys.TOPOLOGY, said)))
                .mapEmpty();
    }

    /** Forgets a worker that is gone for good; it is known again if it joins once more. */
    public Future<Void> forgetWorker(String name) {
        return cluster.state().compose(state -> {
            if (!state.registered().containsKey(name)) {
                return Future.failedFuture(
                        new DmException(MasterError.WORKER_UNKNOWN, "dm-worker with name " + name + " not exists"));
            }
            if (state.alive(name).isPresent()) {
                return Future.failedFuture(
                        new DmException(MasterError.WORKER_ONLINE, "dm-worker with name " + name + " is still online"));
            }
            return cluster.write(
                            "worker " + name,
                            List.of(Compare.absent(Keys.of(Keys.ALIVE, name))),
                            List.of(Op.delete(Keys.of(Keys.REGISTERED, name))))
                    .mapEmpty();
        });
    }

    private static WorkerMember member(ClusterState state, ClusterState.Registered r) {
        List<String> sources = state.sourcesOf(r.name());
        return new WorkerMember(r.name(), r.address(), stage(state, r.name(), sources), sources, r.labels());
    }

    private static WorkerStage stage(ClusterState state, String name, List<String> sources) {
        if (state.alive(name).isEmpty()) {
            return WorkerStage.OFFLINE;
        }
        return sources.isEmpty() ? WorkerStage.FREE : WorkerStage.BOUND;
    }
}
