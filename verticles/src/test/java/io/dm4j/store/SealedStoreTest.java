package io.dm4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.secret.Sealing;
import io.dm4j.secret.SecretError;
import io.dm4j.secret.SecretKey;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sealed store keeps the contract, and nothing readable. */
class SealedStoreTest extends MetaStoreContract {
    private final Sealing sealing = new Sealing(SecretKey.random());
    private final Vertx vertx = Vertx.vertx();
    private MemoryStore behind;

    @Override
    protected MetaStore open() throws Exception {
        behind = new MemoryStore(vertx);
        return await(SealedStore.over(behind, sealing));
    }

    @Override
    protected void close(MetaStore opened) throws Exception {
        await(opened.close());
        await(vertx.close());
    }

    @Test
    void theStoreBehindItSeesNoValue() throws Exception {
        await(store.txn(List.of(), List.of(Op.put("/source/s1", "password: hunter2"))));

        assertThat(await(behind.list("/")).entries())
                .singleElement()
                .satisfies(e -> assertThat(e.value()).startsWith("sealed:1:").doesNotContain("hunter2"));
        assertThat(await(store.list("/")).entry("/source/s1").orElseThrow().value())
                .isEqualTo("password: hunter2");
    }

    @Test
    void isOpenedAgainUnderItsKeyOnly() throws Exception {
        await(store.txn(List.of(), List.of(Op.put("/a", "1"))));

        MetaStore again = await(SealedStore.over(behind, sealing));
        assertThat(await(again.list("/")).entry("/a").orElseThrow().value()).isEqualTo("1");
        assertThatThrownBy(() -> await(SealedStore.over(behind, new Sealing(SecretKey.random()))))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(SecretError.OTHER_KEY));
    }
}
