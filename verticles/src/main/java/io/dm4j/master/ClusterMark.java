package io.dm4j.master;

import io.dm4j.store.Compare;
import io.dm4j.store.Entry;
import io.dm4j.store.MetaStore;
import io.dm4j.store.Op;
import io.vertx.core.Future;
import java.util.List;

/** The cluster's id, which targets are marked with. All masters know the same one, for as long as the metadata lives. */
public final class ClusterMark {
    private ClusterMark() {}

    /** @param proposal a UUID; taken if the cluster has none yet */
    public static Future<String> of(MetaStore store, String proposal) {
        return store.txn(List.of(Compare.absent(Keys.CLUSTER_ID)), List.of(Op.put(Keys.CLUSTER_ID, proposal)))
                .compose(done -> store.list(Keys.CLUSTER_ID))
                .map(found -> found.entry(Keys.CLUSTER_ID).map(Entry::value).orElseThrow());
    }
}
