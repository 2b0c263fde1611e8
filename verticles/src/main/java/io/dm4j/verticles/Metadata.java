package io.dm4j.verticles;

import io.dm4j.config.MasterConfig;
import io.dm4j.error.DmException;
import io.dm4j.store.MemoryStore;
import io.dm4j.store.MetaStore;
import io.dm4j.store.StoreError;
import io.dm4j.store.ratis.RatisStore;
import io.dm4j.store.ratis.Seat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** Where a master keeps what it knows: in its data directory, or, where it has none, in memory. */
final class Metadata {

    private Metadata() {}

    static Future<MetaStore> open(Vertx vertx, MasterConfig config, String clusterId) {
        if (config.dataDir().isEmpty()) {
            return Future.succeededFuture(new MemoryStore(vertx));
        }
        try {
            return RatisStore.open(vertx, new Seat(clusterId, config.name(), Path.of(config.dataDir())))
                    .map(store -> store);
        } catch (NoClassDefFoundError e) {
            return Future.failedFuture(
                    new DmException(StoreError.RATIS_MISSING, "a master with a data-dir needs Apache Ratis", e));
        }
    }
}
