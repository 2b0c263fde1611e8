package io.dm4j.worker;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.session.Applied;
import io.dm4j.session.Desired;
import io.dm4j.session.FromMaster;
import io.dm4j.session.Hello;
import io.dm4j.session.Welcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The worker's session with the leading master: one line at a time, opened again as long as it takes. The worker runs on while the
 * line is broken, until its lease may have ended: then it stops all units by itself and comes back as a free worker. The lease is
 * counted from the sending of the last beat that was answered, by the monotonic clock. Confined to the worker's context.
 */
public final class MasterSession {
    private static final Logger LOG = LogManager.getLogger(MasterSession.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(3);
    private static final Duration REDIRECT = Duration.ofMillis(50);
    /** A master that says nothing for so long is given up, however short the lease. */
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Worker worker;
    private final Identity identity;
    private final MasterDoor door;
    private final List<Address> masters;
    private final LongSupplier nanoTime;
    private final BackOff backOff = new BackOff(FIRST_RETRY, LAST_RETRY, RandomGenerator.getDefault());

    private Conversation current;
    private Optional<Address> leader = Optional.empty();
    private int attempts;
    private long highestTerm;
    private long session;
    private Duration ttl;
    private String clusterId = "";
    private long answeredAt;
    private long timer;
    private boolean ended;
    private String lastTrouble = "";
    private Optional<DmException> setBack = Optional.empty();

    public MasterSession(
            Vertx vertx,
            Worker worker,
            Identity identity,
            MasterDoor door,
            List<Address> masters,
            LongSupplier nanoTime) {
        this.vertx = vertx;
        this.worker = worker;
        this.identity = identity;
        this.door = door;
        this.masters = List.copyOf(masters);
        this.nanoTime = nanoTime;
        this.ttl = identity.ttl();
    }

    /** Begins to look for the leading master; does not wait for it. */
    public void start() {
        worker.reportTo(this::report);
        timer = vertx.setPeriodic(Math.max(10, Math.min(1000, ttl.toMillis() / 12)), id -> tick());
        connect();
    }

    /** Stops all units, then gives the lease back. */
    public Future<Void> stop() {
        ended = true;
        return worker.drop().onComplete(dropped -> leave());
    }

    /** True while a master knows this worker. */
    public boolean isJoined() {
        return session != 0 && current != null && current.welcomed;
    }

    /** Why this worker does not follow the masters it reaches, though they would take it in; empty while all is well. */
    public Optional<DmException> trouble() {
        return setBack;
    }

    /**
     * Another line in place of the one there is, which was opened with material that has been replaced. Lease and units go on, as if
     * the line had broken for a moment.
     */
    public void renew() {
        if (current != null) {
            current.renew();
        }
    }

    private void leave() {
        vertx.cancelTimer(timer);
        if (current != null) {
            current.line.ifPresent(MasterDoor.Line::bye);
            hangUp();
        }
    }

    private void connect() {
        if (ended) {
            return;
        }
        boolean redirected = leader.isPresent();
        Address master = leader.orElseGet(() -> masters.get(attempts++ % masters.size()));
        leader = Optional.empty();
        Conversation conversation = new Conversation(master, redirected);
        current = conversation;
        door.open(master, conversation, conversation::over)
                .onSuccess(conversation::opened)
                .onFailure(conversation::lost);
    }

    private void reconnectIn(Duration wait) {
        if (!ended) {
            vertx.setTimer(Math.max(1, wait.toMillis()), id -> connect());
        }
    }

    private void tick() {
        if (leaseMayBeOver()) {
            fence("no master answered within " + ttl.minus(margin()).toMillis() + " ms");
        } else if (current != null) {
            current.tick();
        }
    }

    private boolean leaseMayBeOver() {
        return session != 0
                && nanoTime.getAsLong() - answeredAt >= ttl.minus(margin()).toNanos();
    }

    private Duration margin() {
        return ttl.dividedBy(6);
    }

    private void fence(String reason) {
        if (!reason.equals(lastTrouble)) {
            LOG.warn("this worker stops all it runs and joins anew: {}", reason);
        }
        lastTrouble = reason;
        session = 0;
        hangUp();
        worker.drop().onComplete(dropped -> reconnectIn(backOff.next()));
    }

    private void hangUp() {
        Conversation old = current;
        current = null;
        if (old != null) {
            old.line.ifPresent(MasterDoor.Line::close);
        }
    }

    private void report(Applied applied) {
        if (isJoined()) {
            current.line.ifPresent(line -> line.applied(applied));
        }
    }

    /** An operator reads of the same trouble once, not at each attempt. */
    private void trouble(Address master, Throwable failure) {
        DmException coded = DmException.from(failure, WorkerError.CANNOT_JOIN);
        if (!coded.getMessage().equals(lastTrouble)) {
            LOG.warn("no session with master {}, trying on: {}", master, coded.getMessage());
        }
        lastTrouble = coded.getMessage();
    }

    /** One line and what is said on it; once another one is current, it is deaf. */
    private final class Conversation implements FromMaster {
        private final Address master;
        private final boolean redirected;
        private Optional<MasterDoor.Line> line = Optional.empty();
        private boolean welcomed;
        private boolean outdated;
        private long spokeAt;
        private long heardAt;

        Conversation(Address master, boolean redirected) {
            this.master = master;
            this.redirected = redirected;
            this.heardAt = nanoTime.getAsLong();
        }

        void opened(MasterDoor.Line opened) {
            if (current != this) {
                opened.close();
                return;
            }
            line = Optional.of(opened);
            if (outdated) {
                renew();
                return;
            }
            spokeAt = nanoTime.getAsLong();
            heardAt = spokeAt;
            opened.hello(hello());
        }

        /** A line that is only being opened may already be one with the old material. */
        void renew() {
            outdated = true;
            if (line.isPresent()) {
                hangUp();
                leader = Optional.of(master);
                connect();
            }
        }

        private Hello hello() {
            return new Hello(
                    worker.name(),
                    identity.address(),
                    worker.instance(),
                    session,
                    worker.revision(),
                    identity.maxSources(),
                    identity.ttl(),
                    identity.labels());
        }

        void lost(Throwable failure) {
            if (current == this) {
                trouble(master, failure);
                current = null;
                reconnectIn(backOff.next());
            }
        }

        void over(Optional<Throwable> reason) {
            lost(reason.orElseGet(
                    () -> new DmException(WorkerError.CANNOT_JOIN, "master " + master + " ended the session")));
        }

        void tick() {
            long now = nanoTime.getAsLong();
            if (now - heardAt > Math.max(ttl.toNanos() / 2, SHORTEST_SILENCE.toNanos())) {
                hangUp();
                trouble(master, new DmException(WorkerError.CANNOT_JOIN, "master " + master + " is silent"));
                connect();
            } else if (welcomed && now - spokeAt >= ttl.toNanos() / 3) {
                spokeAt = now;
                line.ifPresent(l -> l.beat(now));
            }
        }

        @Override
        public void welcome(long term, Welcome welcome) {
            if (current == this && term < highestTerm) {
                leaveSetBack(term, welcome);
                return;
            }
            if (!heeds(term)) {
                return;
            }
            setBack = Optional.empty();
            LOG.info(
                    "joined master {}, session {}, lease {} s",
                    master,
                    welcome.session(),
                    welcome.ttl().toSeconds());
            session = welcome.session();
            ttl = welcome.ttl();
            clusterId = welcome.clusterId();
            answeredAt = spokeAt;
            welcomed = true;
            lastTrouble = "";
            backOff.reset();
            worker.changed();
        }

        @Override
        public void beatOk(long term, long sentAtNanos) {
            if (heeds(term) && session != 0 && sentAtNanos - answeredAt > 0) {
                answeredAt = sentAtNanos;
            }
        }

        @Override
        public void desired(long term, Desired desired) {
            if (!heeds(term) || session == 0) {
                return;
            }
            if (leaseMayBeOver()) {
                MasterSession.this.tick();
            } else {
                worker.desired(desired, clusterId);
            }
        }

        /** Two that name each other are not run between: only who is asked by the list sends on at once. */
        @Override
        public void notLeader(long term, Optional<Address> known) {
            if (current == this) {
                hangUp();
                leader = known.filter(named -> term >= highestTerm);
                reconnectIn(leader.isPresent() && !redirected ? REDIRECT : backOff.next());
            }
        }

        @Override
        public void fenced(long term, String reason) {
            if (heeds(term)) {
                fence(reason);
            }
        }

        private boolean heeds(long term) {
            if (current != this) {
                return false;
            }
            if (term < highestTerm) {
                leaveDeposed(term);
                return false;
            }
            highestTerm = term;
            heardAt = nanoTime.getAsLong();
            return true;
        }

        /** Only who leads takes a worker in, as a lease needs most of the masters: so all of them have forgotten what it has seen. */
        private void leaveSetBack(long term, Welcome welcome) {
            hangUp();
            DmException why = new DmException(
                    WorkerError.MASTERS_SET_BACK,
                    "worker " + worker.name() + " does not follow its masters: master " + master + " leads in term "
                            + term + " of cluster " + welcome.clusterId() + ", but this worker has served in term "
                            + highestTerm + " of cluster " + clusterId + ", so they have lost what they knew");
            if (setBack.isEmpty()) {
                LOG.error(why.getMessage());
            }
            setBack = Optional.of(why);
            reconnectIn(backOff.next());
        }

        /** It does not know yet that another leads, and must not be served. */
        private void leaveDeposed(long term) {
            hangUp();
            trouble(
                    master,
                    new DmException(
                            WorkerError.CANNOT_JOIN,
                            "master " + master + " speaks for term " + term + ", and one of term " + highestTerm
                                    + " has led since"));
            reconnectIn(backOff.next());
        }
    }
}
