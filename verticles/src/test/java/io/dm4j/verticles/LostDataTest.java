package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.LogConfig;
import io.dm4j.config.MasterConfig;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.WorkerConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that comes back without what it knew, and a worker that has served it before. */
class LostDataTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Address at = new Address("127.0.0.1", freePort());
    private NodeChannel channel;
    private MasterClient client;

    @BeforeEach
    void open() {
        channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(20));
        client = new MasterClient(channel, List.of(at));
    }

    @AfterEach
    void close() throws Exception {
        await(channel.close());
        await(vertx.close());
    }

    @Test
    void queryStatusSaysThatTheWorkerDoesNotFollowIt() throws Exception {
        await(vertx.undeploy(master("data")));
        String second = master("data");
        String worker = worker();
        until("w1 has joined", this::workerIsThere);

        await(vertx.undeploy(second));
        master("empty");
        until("w1 is known to the new one", this::workerIsThere);
        await(client.operateSource(OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StartSource)
                .addConfig(TestCluster.SOURCE)
                .build()));

        until("it is said", () -> status().contains("code=40503"));
        assertThat(status()).contains("they have lost what they knew", "start this worker again");

        await(vertx.undeploy(worker));
        worker();
        until("the worker follows when it is started again", () -> status().equals("no sub task started"));
    }

    private String master(String dataDir) throws Exception {
        MasterConfig config = new MasterConfig(
                "m1",
                at,
                at,
                List.of("http://127.0.0.1:8291"),
                List.of("http://127.0.0.1:8291"),
                List.of("m1=http://127.0.0.1:8291"),
                List.of(),
                directory.resolve(dataDir).toString(),
                LogConfig.DEFAULT,
                Duration.ofSeconds(10),
                SecurityConfig.NONE);
        return await(vertx.deployVerticle(new MasterVerticle(config, new TestCluster.NoChecks())));
    }

    private String worker() throws Exception {
        Address free = new Address("127.0.0.1", 0);
        WorkerConfig config = new WorkerConfig(
                "w1", free, free, List.of(at), LogConfig.DEFAULT, Duration.ofSeconds(2), 1, SecurityConfig.NONE);
        return await(vertx.deployVerticle(new WorkerVerticle(config, new FakeUnits())));
    }

    private boolean workerIsThere() {
        try {
            return await(client.listMember(
                            ListMemberRequest.newBuilder().setWorker(true).build()))
                    .getMembersList()
                    .stream()
                    .flatMap(member -> member.getWorker().getWorkersList().stream())
                    .anyMatch(worker -> worker.getName().equals("w1"));
        } catch (Exception e) {
            return false;
        }
    }

    /** What is said of the one source; empty while nothing is. */
    private String status() {
        try {
            return await(client.queryStatus(QueryStatusListRequest.getDefaultInstance())).getSourcesList().stream()
                    .map(source -> source.getMsg())
                    .findFirst()
                    .orElse("");
        } catch (Exception e) {
            return "";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
