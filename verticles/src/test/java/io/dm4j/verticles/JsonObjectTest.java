package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.SecurityConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verticles as an application deploys them that keeps its configuration in a JsonObject. */
class JsonObjectTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @Test
    void onFreePortsTheyFindEachOther() throws Exception {
        MasterVerticle master = new MasterVerticle(new JsonObject()
                .put("name", "m1")
                .put("master-addr", "127.0.0.1:0")
                .put("data-dir", directory.toString()));
        await(vertx.deployVerticle(master));
        WorkerVerticle worker = new WorkerVerticle(new JsonObject()
                .put("name", "w1")
                .put("worker-addr", "127.0.0.1:0")
                .put("join", master.address().toString()));
        await(vertx.deployVerticle(worker));
        NodeChannel channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(10));
        MasterClient client = new MasterClient(channel, List.of(master.address()));

        assertThat(master.address().port()).isPositive();
        assertThat(worker.address().port()).isPositive();
        TestCluster.until(
                "worker listed", () -> listed(client).contains(worker.address().toString()));
        await(channel.close());
        await(vertx.close());
    }

    private static String listed(MasterClient client) {
        return client.listMember(ListMemberRequest.getDefaultInstance()).await().toString();
    }
}
