package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.session.Applied;
import io.dm4j.session.Desired;
import io.dm4j.session.FromMaster;
import io.dm4j.session.FromWorker;
import io.dm4j.session.Hello;
import io.dm4j.session.SourceWish;
import io.dm4j.session.Welcome;
import io.dm4j.store.Compare;
import io.dm4j.store.Leadership;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import io.dm4j.store.TxnResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The workers that hold a line to this master: takes them in under a lease, keeps the lease while they beat, and sends each the
 * desired state when it changes. A broken line does not end a lease, time and Bye do. Confined to the master's context.
 */
public final class WorkerSessions {
    private static final Logger LOG = LogManager.getLogger(WorkerSessions.class);
    private static final Duration SHORTEST_LEASE = Duration.ofMillis(500);

    /** A line as the one who carries it sees it. */
    public interface Line extends FromWorker {

        /** The line is over, for whatever reason. */
        void over();
    }

    private final Cluster cluster;
    private final DesiredStates desiredStates;
    private final Reports reports;
    private final String clusterId;
    private final Leadership leadership;
    private final Map<String, OpenLine> lines = new HashMap<>();
    private final Coalesced refreshing = new Coalesced(this::sendAll);

    WorkerSessions(
            Cluster cluster, DesiredStates desiredStates, Reports reports, String clusterId, Leadership leadership) {
        this.cluster = cluster;
        this.desiredStates = desiredStates;
        this.reports = reports;
        this.clusterId = clusterId;
        this.leadership = leadership;
    }

    /** A new line; the worker speaks first. */
    public Line open(FromMaster mouth) {
        return new OpenLine(mouth);
    }

    /** Sends every worker to the leader, if this master is not it. */
    void sendAway() {
        if (!leadership.isOurs()) {
            List.copyOf(lines.values()).forEach(OpenLine::sendToTheLeader);
        }
    }

    /** Sends every worker what it shall have now, if that is not what it was sent last. */
    Future<Void> refresh() {
        return refreshing.run();
    }

    private Future<Void> sendAll() {
        return cluster.state().map(state -> {
            List.copyOf(lines.values()).forEach(line -> line.send(state));
            return null;
        });
    }

    private final class OpenLine implements Line {
        private final FromMaster mouth;
        private Hello hello;
        private long session;
        private List<SourceWish> sent;
        private long sentRevision;

        OpenLine(FromMaster mouth) {
            this.mouth = mouth;
        }

        @Override
        public void hello(Hello said) {
            hello = said;
            if (!leadership.isOurs()) {
                sendToTheLeader();
                return;
            }
            cluster.state()
                    .compose(this::admit)
                    .compose(admitted -> admitted.isPresent() ? welcome(admitted.get()) : Future.succeededFuture())
                    .onFailure(this::notTakenIn);
        }

        @Override
        public void beat(long sentAtNanos) {
            if (session != 0 && !leadership.isOurs()) {
                sendToTheLeader();
            } else if (session != 0) {
                cluster.store()
                        .keepAlive(session)
                        .onSuccess(kept -> mouth.beatOk(leadership.term(), sentAtNanos))
                        .onFailure(this::notKept);
            }
        }

        private void notTakenIn(Throwable e) {
            if (isOf(StoreError.NOT_LEADER, e)) {
                sendToTheLeader();
            } else {
                fence("the master could not take it in: " + e.getMessage());
            }
        }

        /** Only a lease that has ended ends its work: while the masters elect, its units go on, and its own clock bounds that. */
        private void notKept(Throwable e) {
            if (isOf(StoreError.LEASE_GONE, e)) {
                fence("its lease has ended");
            } else if (!leadership.isOurs()) {
                sendToTheLeader();
            } else {
                LOG.warn("the lease of worker {} was not kept now: {}", hello.name(), e.getMessage());
            }
        }

        private static boolean isOf(StoreError code, Throwable e) {
            return e instanceof DmException coded && coded.code() == code;
        }

        @Override
        public void applied(Applied applied) {
            if (session != 0) {
                reports.put(hello.name(), applied);
            }
        }

        @Override
        public void bye() {
            if (session != 0) {
                LOG.info("worker {} leaves", hello.name());
                long left = session;
                over();
                cluster.store().revoke(left).onFailure(e -> LOG.warn("lease {} of a leaver stays", left, e));
            }
        }

        @Override
        public void over() {
            session = 0;
            if (hello != null) {
                lines.remove(hello.name(), this);
            }
        }

        /** Lease and units go on: they are the next leader's business. */
        private void sendToTheLeader() {
            over();
            mouth.notLeader(leadership.term(), leadership.leader());
        }

        private void fence(String reason) {
            LOG.warn("worker {} is fenced: {}", hello.name(), reason);
            over();
            mouth.fenced(leadership.term(), reason);
        }

        /** The session it gets, or nothing if it was refused. */
        private Future<Optional<Long>> admit(ClusterState state) {
            Optional<ClusterState.Alive> life = state.alive(hello.name());
            if (life.isEmpty()) {
                return newSession().map(Optional::of);
            }
            ClusterState.Alive living = life.get();
            if (living.instance().equals(hello.instance()) && living.session() == hello.session()) {
                return cluster.store().keepAlive(living.session()).map(Optional.of(living.session()));
            }
            if (!living.instance().equals(hello.instance()) && isHeldByAnother(living)) {
                fence("another instance of the name holds its lease, at " + living.address());
                return Future.succeededFuture(Optional.empty());
            }
            return successor(living).map(Optional::of);
        }

        /** A new process that listens where the old one did, whose line is gone: the old one has died. */
        private boolean isHeldByAnother(ClusterState.Alive living) {
            return lines.containsKey(hello.name()) || !living.address().equals(hello.address());
        }

        private Future<Long> newSession() {
            return cluster.store()
                    .grant(ttl())
                    .compose(lease -> enter(lease, Compare.absent(Keys.of(Keys.ALIVE, hello.name()))));
        }

        /** The name is never free in between, so that its sources come back to it and not to another. */
        private Future<Long> successor(ClusterState.Alive living) {
            return cluster.store()
                    .grant(ttl())
                    .compose(lease -> enter(lease, Compare.unchanged(living.entry())))
                    .compose(lease -> cluster.store().revoke(living.session()).map(lease));
        }

        private Future<Long> enter(long lease, Compare unchanged) {
            List<Op> ops = List.of(StoredValues.registered(hello), StoredValues.alive(hello, lease));
            return cluster.store().txn(List.of(unchanged), ops).compose(result -> settle(lease, result));
        }

        private Future<Long> settle(long lease, TxnResult result) {
            return result.succeeded()
                    ? Future.succeededFuture(lease)
                    : cluster.store()
                            .revoke(lease)
                            .compose(
                                    v -> Future.failedFuture(new IllegalStateException("the name was taken just now")));
        }

        private Future<Void> welcome(long given) {
            OpenLine before = lines.put(hello.name(), this);
            if (before != null && before != this) {
                before.session = 0;
            }
            session = given;
            LOG.info("worker {} at {} joins, session {}", hello.name(), hello.address(), given);
            mouth.welcome(leadership.term(), new Welcome(given, ttl(), clusterId));
            return refresh();
        }

        private Duration ttl() {
            return hello.ttl().compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : hello.ttl();
        }

        private void send(ClusterState state) {
            if (!leadership.isOurs()) {
                sendToTheLeader();
                return;
            }
            boolean lives = state.alive(hello.name())
                    .filter(a -> a.session() == session)
                    .isPresent();
            if (!lives) {
                fence("its lease has ended");
                return;
            }
            Desired desired = desiredStates.of(state, hello.name(), session);
            if (desired.sources().equals(sent)) {
                reports.same(hello.name(), sentRevision, desired.revision());
            } else {
                sent = desired.sources();
                sentRevision = desired.revision();
                mouth.desired(leadership.term(), desired);
            }
        }
    }
}
