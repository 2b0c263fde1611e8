package io.dm4j.store;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.List;

/** What the masters know, as etcd would keep it. Futures and watches call back on the caller's context. */
public interface MetaStore {

    /** All keys under a prefix, in key order, as of one revision. */
    Future<Listing> list(String prefix);

    /**
     * Applies all of {@code ops} as one revision if every compare holds, else nothing. A put under a lease that is gone
     * refuses the whole transaction with {@link StoreError#LEASE_GONE}.
     */
    Future<TxnResult> txn(List<Compare> compares, List<Op> ops);

    /**
     * Tells every change under a prefix from a revision on, in order, those of one revision together; first the past,
     * then what comes. Fails with {@link StoreError#COMPACTED} if that past is gone: list, then watch from there.
     *
     * @param fromRevision the first revision to tell; 0 = only what comes
     */
    Future<Watch> watch(String prefix, long fromRevision, Handler<Changes> handler);

    /** A lease that ends by itself when nobody keeps it alive for {@code ttl}; its keys are deleted with it. */
    Future<Long> grant(Duration ttl);

    /** Gives the lease its full time again; fails with {@link StoreError#LEASE_GONE} if it has ended. */
    Future<Void> keepAlive(long lease);

    /** Ends a lease now. Harmless if it is gone. */
    Future<Void> revoke(long lease);

    /** Ends all watches; the store refuses everything afterwards. */
    Future<Void> close();
}
