package io.dm4j.store;

import io.vertx.core.Vertx;

/** The store in memory keeps the contract. */
class MemoryStoreTest extends MetaStoreContract {

    private final Vertx vertx = Vertx.vertx();

    @Override
    protected MetaStore open() {
        return new MemoryStore(vertx);
    }

    @Override
    protected void close(MetaStore store) throws Exception {
        await(store.close());
        await(vertx.close());
    }
}
