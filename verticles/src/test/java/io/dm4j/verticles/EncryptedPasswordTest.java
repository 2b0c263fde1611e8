package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.EncryptRequest;
import io.dm4j.api.EncryptResponse;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import org.junit.jupiter.api.Test;

/** A password that was encrypted by the master stands in the source file, and reaches the unit in clear. */
class EncryptedPasswordTest {

    @Test
    void theUnitGetsThePasswordThatWasMeant() throws Exception {
        try (TestCluster cluster = new TestCluster()) {
            FakeUnits units = new FakeUnits();
            cluster.worker("w1", units);
            cluster.awaitWorkers(1);
            EncryptResponse encrypted = await(cluster.client()
                    .encrypt(EncryptRequest.newBuilder().setPlaintext("hunter2").build()));
            assertThat(encrypted.getResult()).isTrue();
            String source = TestCluster.SOURCE + "  password: \"" + encrypted.getCiphertext() + "\"\n";

            assertThat(await(cluster.client()
                                    .operateSource(OperateSourceRequest.newBuilder()
                                            .setOp(SourceOp.StartSource)
                                            .addConfig(source)
                                            .build()))
                            .getResult())
                    .isTrue();
            cluster.startTask();
            TestCluster.until("a unit runs", () -> !units.made().isEmpty());

            assertThat(units.last().setup().upstream().get().password().reveal())
                    .isEqualTo("hunter2");
        }
    }
}
