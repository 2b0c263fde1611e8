package io.dm4j.store;

import io.dm4j.error.DmException;
import io.dm4j.secret.Sealing;
import io.dm4j.secret.SecretError;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.time.Duration;
import java.util.List;

/**
 * A store whose values are sealed before they reach the one behind it, each under its key's name: what lies on a disk or goes from
 * master to master is of no use without the masters' key. Keys (they begin with a slash), revisions and leases are as they are.
 */
public final class SealedStore implements MetaStore {
    /** Where the id of the cluster's key is; not sealed, and not below the slash that all other keys begin with. */
    private static final String KEY_ID = "secret-key-id";

    private final MetaStore store;
    private final Sealing sealing;

    private SealedStore(MetaStore store, Sealing sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    /** The first to open it sets the key; then {@link SecretError#OTHER_KEY} for whoever comes with another one. */
    public static Future<SealedStore> over(MetaStore store, Sealing sealing) {
        Op mark = Op.put(KEY_ID, sealing.keyId());
        return store.txn(List.of(Compare.absent(KEY_ID)), List.of(mark))
                .compose(first -> store.list(KEY_ID))
                .compose(found -> {
                    String id = found.entry(KEY_ID).map(Entry::value).orElse("");
                    return id.equals(sealing.keyId())
                            ? Future.succeededFuture(new SealedStore(store, sealing))
                            : Future.failedFuture(new DmException(
                                    SecretError.OTHER_KEY,
                                    "the cluster's metadata is sealed under key " + id + ", this master has key "
                                            + sealing.keyId()));
                });
    }

    @Override
    public Future<Listing> list(String prefix) {
        return store.list(prefix)
                .map(found -> new Listing(
                        found.revision(),
                        found.entries().stream().map(this::opened).toList()));
    }

    @Override
    public Future<TxnResult> txn(List<Compare> compares, List<Op> ops) {
        return store.txn(compares, ops.stream().map(this::sealed).toList());
    }

    /** A revision with a value that does not open is not told, which is logged; a listing will fail by it. */
    @Override
    public Future<Watch> watch(String prefix, long fromRevision, Handler<Changes> handler) {
        return store.watch(prefix, fromRevision, told -> handler.handle(opened(told)));
    }

    @Override
    public Future<Long> grant(Duration ttl) {
        return store.grant(ttl);
    }

    @Override
    public Future<Void> keepAlive(long lease) {
        return store.keepAlive(lease);
    }

    @Override
    public Future<Void> revoke(long lease) {
        return store.revoke(lease);
    }

    @Override
    public Future<Void> close() {
        return store.close();
    }

    private Op sealed(Op op) {
        return op instanceof Op.Put put ? Op.put(put.key(), sealing.seal(put.key(), put.value()), put.lease()) : op;
    }

    private Entry opened(Entry e) {
        return new Entry(e.key(), sealing.open(e.key(), e.value()), e.created(), e.modified(), e.lease());
    }

    private Changes opened(Changes told) {
        return new Changes(
                told.revision(),
                told.changes().stream()
                        .map(c -> new Change(c.key(), c.now().map(this::opened)))
                        .toList());
    }
}
