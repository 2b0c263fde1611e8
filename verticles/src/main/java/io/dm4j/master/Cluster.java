package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import io.vertx.core.Future;
import java.util.List;

/** The store in the words of the domain. */
final class Cluster {
    private final MetaStore store;

    Cluster(MetaStore store) {
        this.store = store;
    }

    MetaStore store() {
        return store;
    }

    Future<ClusterState> state() {
        return store.list(Keys.ALL).map(ClusterState::of);
    }

    /** Gives the revision; somebody else's write in between is a coded refusal that names the thing. */
    Future<Long> write(String what, List<Compare> compares, List<Op> ops) {
        return store.txn(compares, ops)
                .compose(result -> result.succeeded()
                        ? Future.succeededFuture(result.revision())
                        : Future.failedFuture(
                                new DmException(StoreError.CONFLICT, what + " was changed by another command")));
    }
}
