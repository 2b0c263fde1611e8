package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.store.StoreError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterIdTest {
    private static final String ID = "0b5f29c2-6a3c-4f62-9a5e-0e0c9f1c6a11";
    private static final String OTHER = "7d1d4c53-2a44-4a45-8c6f-6a2b1a4f2b22";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void theFirstIdStaysForGood() throws Exception {
        Path fresh = directory.resolve("data");

        assertThat(id(fresh, ID)).isEqualTo(ID);

        assertThat(id(fresh, OTHER)).isEqualTo(ID);
        assertThat(fresh.resolve("cluster-id")).hasContent(ID);
    }

    @Test
    void aPowerCutWhileItIsWrittenLeavesNone() throws Exception {
        Files.writeString(directory.resolve("cluster-id.new"), ID.substring(0, 7));

        assertThat(id(directory, OTHER)).isEqualTo(OTHER);
        assertThat(id(directory, ID)).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0b5f29c2-6a3c-4f62", "\0\0\0\0", "1-2-3-4-5", "0b5f29c2-6a3c-4f62-9a5e-0e0c9f1c6a11 x"})
    void aFileWithoutAnIdIsRefusedByNameAndLeftAsItIs(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("cluster-id"), text);

        assertThatThrownBy(() -> id(directory, OTHER)).cause().isInstanceOfSatisfying(DmException.class, e -> {
            assertThat(e.code()).isEqualTo(StoreError.CLUSTER_ID_UNREADABLE);
            assertThat(e.getMessage()).contains("38516", file.toString(), "under raft", "remove the file");
        });
        assertThat(file).hasContent(text);
    }

    private String id(Path dataDir, String first) throws Exception {
        return await(ClusterId.in(vertx, dataDir.toString(), () -> Future.succeededFuture(first)));
    }
}
