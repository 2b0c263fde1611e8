package io.dm4j.store;

import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A store that forgets when the process ends. Safe from any thread; callbacks run on the context that asked. */
public final class MemoryStore implements MetaStore {

    private static final long LEASE_CHECK_MS = 100;

    private final Vertx vertx;
    private final long timer;
    private final Keyspace keyspace = new Keyspace();
    private final LeaseClock clock = new LeaseClock(System::nanoTime);
    private volatile boolean closed;

    public MemoryStore(Vertx vertx) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(LEASE_CHECK_MS, id -> expire());
    }

    @Override
    public Future<Listing> list(String prefix) {
        return unlessClosed(() -> keyspace.list(prefix));
    }

    @Override
    public Future<TxnResult> txn(List<Compare> compares, List<Op> ops) {
        return unlessClosed(() -> keyspace.txn(compares, ops));
    }

    @Override
    public Future<Watch> watch(String prefix, long fromRevision, Handler<Changes> handler) {
        return unlessClosed(() -> ContextWatch.of(keyspace, prefix, fromRevision, handler, vertx.getOrCreateContext()));
    }

    @Override
    public Future<Long> grant(Duration ttl) {
        return unlessClosed(() -> {
            long lease = keyspace.grant(ttl);
            clock.keep(lease, ttl);
            return lease;
        });
    }

    @Override
    public Future<Void> keepAlive(long lease) {
        return unlessClosed(() -> {
            if (!keyspace.lease(lease).filter(ttl -> clock.keep(lease, ttl)).isPresent()) {
                throw Keyspace.gone(lease);
            }
            return null;
        });
    }

    @Override
    public Future<Void> revoke(long lease) {
        return unlessClosed(() -> {
            keyspace.revoke(lease);
            return null;
        });
    }

    @Override
    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(timer);
        keyspace.unfollowAll();
        return Future.succeededFuture();
    }

    private void expire() {
        clock.over(keyspace.leases()).forEach(keyspace::revoke);
    }

    private <T> Future<T> unlessClosed(Supplier<T> action) {
        if (closed) {
            return Future.failedFuture(new DmException(StoreError.CLOSED, "the metadata store is closed"));
        }
        try {
            return Future.succeededFuture(action.get());
        } catch (DmException e) {
            return Future.failedFuture(e);
        }
    }
}
