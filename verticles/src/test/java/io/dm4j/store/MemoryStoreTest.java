package io.dm4j.store;

/** The store in memory keeps the contract. */
class MemoryStoreTest extends MetaStoreContract {

    @Override
    MetaStore open() {
        return new MemoryStore(vertx);
    }
}
