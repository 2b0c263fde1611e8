package io.dm4j.store.ratis;

import io.dm4j.store.MetaStore;
import io.dm4j.store.MetaStoreContract;
import io.dm4j.store.Op;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store on disk keeps the contract. One for all tests, emptied before each: it takes a second to close. */
class RatisStoreContractTest extends MetaStoreContract {

    @TempDir
    static Path directory;

    private static Vertx vertx;
    private static MetaStore shared;

    @BeforeAll
    static void openShared() throws Exception {
        vertx = Vertx.vertx();
        shared = await(RatisStore.open(vertx, new Seat("0b5f29c2-6a3c-4f62-9a5e-0e0c9f1c6a11", "m1", directory)));
    }

    @AfterAll
    static void closeShared() throws Exception {
        await(shared.close());
        await(vertx.close());
    }

    @Override
    protected MetaStore open() throws Exception {
        await(shared.txn(List.of(), List.of(Op.deletePrefix("/"))));
        return shared;
    }

    @Override
    protected void close(MetaStore store) {
        // when all tests are done
    }
}
