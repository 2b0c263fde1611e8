package io.dm4j.verticles;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.SourceOp;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.TaskOp;
import io.dm4j.check.Checks;
import io.dm4j.check.Report;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import io.dm4j.config.LogConfig;
import io.dm4j.config.MasterConfig;
import io.dm4j.config.Parsed;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.StatusConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A master and workers in one Vert.x on free ports, with an operator's client; no databases. */
final class TestCluster implements AutoCloseable {
    static final String SOURCE = "source-id: s1\nfrom:\n  host: 127.0.0.1\n  port: 3306\n  user: root\n";
    static final String TASK =
            "name: t1\ntask-mode: all\ntarget-database:\n  host: 127.0.0.1\n  port: 3307\n  user: root\n"
                    + "mysql-instances:\n  - source-id: s1\n";

    private final Vertx vertx = Vertx.vertx();
    private final MasterVerticle master;
    private final NodeChannel channel;
    private final MasterClient client;

    TestCluster() throws Exception {
        this(new NoChecks());
    }

    TestCluster(Checks checks) throws Exception {
        master = new MasterVerticle(masterConfig(), checks);
        await(vertx.deployVerticle(master));
        channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(30));
        client = new MasterClient(channel, List.of(master.address()));
    }

    Vertx vertx() {
        return vertx;
    }

    Address masterAddress() {
        return master.address();
    }

    MasterClient client() {
        return client;
    }

    /** Gives the deployment's id, to undeploy it. */
    String worker(String name, FakeUnits units) throws Exception {
        return worker(name, units, Labels.NONE);
    }

    /** As {@link #worker(String, FakeUnits)}, which says of itself what it is. */
    String worker(String name, FakeUnits units, Labels labels) throws Exception {
        return await(vertx.deployVerticle(new WorkerVerticle(workerConfig(name, labels), units)));
    }

    /** Until the master knows as many: a worker that has been deployed is still to join. */
    void awaitWorkers(int count) throws Exception {
        ListMemberRequest question =
                ListMemberRequest.newBuilder().setWorker(true).build();
        int there = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (there != count) {
            assertThat(System.nanoTime()).as("in time: %d workers", count).isLessThan(end);
            there = await(client.listMember(question)).getMembers(0).getWorker().getWorkersCount();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    OperateSourceResponse startSource() throws Exception {
        return await(client.operateSource(OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StartSource)
                .addConfig(SOURCE)
                .build()));
    }

    StartTaskResponse startTask() throws Exception {
        return await(
                client.startTask(StartTaskRequest.newBuilder().setTask(TASK).build()));
    }

    OperateTaskResponse operate(TaskOp op) throws Exception {
        return await(client.operateTask(
                OperateTaskRequest.newBuilder().setOp(op).setName("t1").build()));
    }

    QueryStatusListResponse status() throws Exception {
        return await(client.queryStatus(QueryStatusListRequest.getDefaultInstance()));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static void until(String what, BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() throws Exception {
        await(channel.close());
        await(vertx.close());
    }

    private static MasterConfig masterConfig() {
        Address free = new Address("127.0.0.1", 0);
        return new MasterConfig(
                "m1",
                free,
                free,
                List.of("http://127.0.0.1:8291"),
                List.of("http://127.0.0.1:8291"),
                List.of(),
                List.of(),
                "",
                LogConfig.DEFAULT,
                Duration.ofSeconds(10),
                SecurityConfig.NONE);
    }

    private WorkerConfig workerConfig(String name, Labels labels) {
        Address free = new Address("127.0.0.1", 0);
        return new WorkerConfig(
                name,
                free,
                free,
                List.of(master.address()),
                LogConfig.DEFAULT,
                Duration.ofSeconds(10),
                1,
                SecurityConfig.NONE,
                StatusConfig.OFF,
                labels,
                false);
    }

    record NoChecks() implements Checks {
        @Override
        public Future<Void> source(SourceConfig source) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Report> task(Parsed<TaskConfig> task, Map<String, SourceConfig> sources) {
            return Future.succeededFuture(new Report(0, List.of(), task.notes()));
        }
    }
}
