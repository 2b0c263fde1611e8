package io.dm4j.store.ratis;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.store.Changes;
import io.dm4j.store.Compare;
import io.dm4j.store.ContextWatch;
import io.dm4j.store.Group;
import io.dm4j.store.Keyspace;
import io.dm4j.store.LeaseClock;
import io.dm4j.store.Listing;
import io.dm4j.store.Member;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import io.dm4j.store.TxnResult;
import io.dm4j.store.Watch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A store that outlives the process and, where there are several members, each of them: what it has acknowledged is on the disks of
 * most. Safe from any thread; futures and watches call back on the context that asked, and nothing blocks it. What one context asks
 * for is done in that order. Every member reads and writes; leases are kept at the leader alone.
 */
public final class RatisStore implements MetaStore {
    private static final Logger LOG = LogManager.getLogger(RatisStore.class);
    private static final long LEASE_CHECK_MS = 100;
    /** Room for Ratis's own fields around our bytes. */
    private static final int LONGEST_COMMAND = Settings.LONGEST_ENTRY - (64 << 10);

    private final Vertx vertx;
    private final RaftNode node;
    private final RatisGroup group;
    private final LeaseClock clock = new LeaseClock(System::nanoTime);
    private long timer;
    private Future<Void> ending = Future.succeededFuture();

    private RatisStore(Vertx vertx, Seat seat, List<Member> founders, PeerLinks links) {
        this.vertx = vertx;
        this.node = new RaftNode(vertx, seat, founders, links, new OwnTenure());
        this.group = new RatisGroup(vertx, seat, node);
    }

    /**
     * The store of a master that is alone in its cluster; takes what an earlier life left under the seat's directory. Fails with a
     * {@link StoreError} that names the directory or file, and then has changed nothing in it.
     */
    public static Future<RatisStore> open(Vertx vertx, Seat seat) {
        return open(vertx, seat, List.of(new Member(seat.name(), new Address("127.0.0.1", 1))), PeerLinks.none());
    }

    /**
     * As the other, of one of several masters. It serves when {@link Group#joined} says so: when most of the members are there.
     *
     * @param founders the members of a new group; none, if this one is to be admitted to a group that is there; not looked at where
     *     the directory holds a group
     * @param links the caller's to close, after this store
     */
    public static Future<RatisStore> open(Vertx vertx, Seat seat, List<Member> founders, PeerLinks links) {
        RatisStore store = new RatisStore(vertx, seat, founders, links);
        return store.start().map(store).recover(e -> store.close().transform(done -> Future.failedFuture(e)));
    }

    /** Who holds this store together. */
    public Group group() {
        return group;
    }

    @Override
    public Future<Listing> list(String prefix) {
        return node.upToDate().map(v -> keyspace().list(prefix));
    }

    @Override
    public Future<TxnResult> txn(List<Compare> compares, List<Op> ops) {
        return submit(new Command.Txn(compares, ops)).map(answer -> {
            if (answer.kind() == Answer.Kind.LEASE_GONE) {
                throw new DmException(StoreError.LEASE_GONE, "the lease of a key to be written has ended");
            }
            return answer.txn();
        });
    }

    @Override
    public Future<Watch> watch(String prefix, long fromRevision, Handler<Changes> handler) {
        Context context = vertx.getOrCreateContext();
        return node.upToDate().map(v -> ContextWatch.of(keyspace(), prefix, fromRevision, handler, context));
    }

    @Override
    public Future<Long> grant(Duration ttl) {
        return submit(new Command.Grant(ttl)).map(answer -> {
            clock.keep(answer.number(), ttl);
            return answer.number();
        });
    }

    /** Is not in the log: only the leader's clock counts, and that it still leads is asked of the others first. */
    @Override
    public Future<Void> keepAlive(long lease) {
        return node.upToDate().map(v -> {
            if (!node.leads()) {
                throw new DmException(StoreError.NOT_LEADER, "leases are kept at the leading master");
            }
            if (!keyspace().lease(lease).filter(ttl -> clock.keep(lease, ttl)).isPresent()) {
                throw Keyspace.gone(lease);
            }
            return null;
        });
    }

    @Override
    public Future<Void> revoke(long lease) {
        return submit(new Command.Revoke(lease)).mapEmpty();
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(timer);
        keyspace().unfollowAll();
        return node.close();
    }

    private Future<Void> start() {
        return node.open().onSuccess(v -> timer = vertx.setPeriodic(LEASE_CHECK_MS, id -> endLeases()));
    }

    private Keyspace keyspace() {
        return node.keyspace();
    }

    private Future<Answer> submit(Command command) {
        byte[] bytes = command.bytes();
        return bytes.length > LONGEST_COMMAND
                ? Future.failedFuture(new DmException(
                        StoreError.TOO_LARGE, "a change of " + bytes.length + " bytes, at most " + LONGEST_COMMAND))
                : node.write(bytes);
    }

    /** Through the log, one round at a time; called by the timer. */
    private void endLeases() {
        if (node.leads() && ending.isComplete()) {
            List<Future<Void>> revoked =
                    clock.over(keyspace().leases()).stream().map(this::revoke).toList();
            ending = Future.join(revoked)
                    .<Void>mapEmpty()
                    .onFailure(e -> LOG.warn("a lease could not be ended now: {}", e.getMessage()));
        }
    }

    private final class OwnTenure implements Replica.Tenure {
        @Override
        public void gained() {
            clock.restart();
            group.changed();
        }

        @Override
        public void lost() {
            group.changed();
        }

        @Override
        public void failed(Throwable cause) {
            group.changed();
        }
    }
}
