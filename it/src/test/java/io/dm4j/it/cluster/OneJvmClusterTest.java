package io.dm4j.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.LogConfig;
import io.dm4j.config.MasterConfig;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.WorkerConfig;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.pki.PemFiles;
import io.dm4j.verticles.MasterVerticle;
import io.dm4j.verticles.WorkerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.verticles}: master and worker in one Vert.x between two real servers, every connection under mutual TLS. */
class OneJvmClusterTest {
    private static final String SCHEMA = SharedServers.schema("one_jvm");
    private static final String ROUTED = SCHEMA + "_copy";

    @Test
    void copiesAndFollowsUnderMutualTls() throws Exception {
        assumeTrue(Pair.MYSQL_TO_MARIADB.canRun(), "MySQL cannot run here");
        Vertx vertx = Vertx.vertx();
        try {
            DatabaseServer source = Pair.MYSQL_TO_MARIADB.servers().upstream();
            DatabaseServer target = Pair.MYSQL_TO_MARIADB.servers().downstream();
            PemFiles node = Pair.trust().files(Party.REPLICATOR);
            Sample sample = new Sample(source, SCHEMA, 5_000, 3);
            sample.create();
            sample.fill();
            MasterClient master = cluster(vertx, node);

            try (Writer writer = Writer.start(sample, 5, 100)) {
                startSource(master, source, node);
                startTask(master, target, node);
                Await.until(Duration.ofSeconds(120), "replication", () -> subtask(master)
                        .hasSync());
                long then = writer.transactions();
                Await.until(Duration.ofSeconds(60), "200 changes", () -> writer.transactions() > then + 200);
                writer.stop();
            }
            Await.until(Duration.ofSeconds(120), "caught up", () -> caughtUp(master, source));

            assertThat(new Comparison(source, target).schemas(SCHEMA, ROUTED))
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
        } finally {
            await(vertx.close());
        }
    }

    private static MasterClient cluster(Vertx vertx, PemFiles files) throws Exception {
        SecurityConfig security = SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing(Party.REPLICATOR.commonName());
        MasterVerticle master = new MasterVerticle(master(security));
        await(vertx.deployVerticle(master));
        await(vertx.deployVerticle(new WorkerVerticle(worker(master.address(), security))));
        return new MasterClient(NodeChannel.open(vertx, security, Duration.ofSeconds(60)), List.of(master.address()));
    }

    private static void startSource(MasterClient master, DatabaseServer source, PemFiles files) throws Exception {
        String file = "source-id: mysql-01\nfrom:\n" + database(source, files);
        OperateSourceRequest request = OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StartSource)
                .addConfig(file)
                .build();
        assertThat(await(master.operateSource(request)).getMsg()).isEmpty();
        OperateSourceRequest show =
                OperateSourceRequest.newBuilder().setOp(SourceOp.ShowSource).build();
        Await.until(Duration.ofSeconds(30), "the worker has the source", () -> !unchecked(master.operateSource(show))
                .getSources(0)
                .getWorker()
                .isEmpty());
    }

    private static void startTask(MasterClient master, DatabaseServer target, PemFiles files) throws Exception {
        String file = "name: shop-task\ntask-mode: all\ntarget-database:\n" + database(target, files)
                + "mysql-instances:\n  - source-id: mysql-01\n    block-allow-list: shop-only\n"
                + "    route-rules: [rename]\n"
                + "block-allow-list:\n  shop-only:\n    do-dbs: [" + SCHEMA + "]\n"
                + "routes:\n  rename:\n    schema-pattern: " + SCHEMA + "\n    target-schema: " + ROUTED + "\n";
        StartTaskResponse started = await(
                master.startTask(StartTaskRequest.newBuilder().setTask(file).build()));
        assertThat(started.getMsg()).isEmpty();
        assertThat(started.getSources(0).getMsg()).isEmpty();
    }

    private static String database(DatabaseServer server, PemFiles files) {
        return "  host: 127.0.0.1\n  port: " + server.port() + "\n  user: " + Installation.USER + "\n  password: "
                + Installation.PASSWORD + "\n"
                + "  security:\n    ssl-ca: " + files.ca() + "\n    ssl-cert: " + files.cert() + "\n    ssl-key: "
                + files.key() + "\n";
    }

    private static SubTaskStatus subtask(MasterClient master) {
        SubTaskStatus status = unchecked(master.queryStatus(QueryStatusListRequest.getDefaultInstance()))
                .getSources(0)
                .getSubTaskStatus(0);
        assertThat(status.getResult().getErrorsList()).isEmpty();
        return status;
    }

    /** The upstream says where it is after the writer's end; the target has to be there. */
    private static boolean caughtUp(MasterClient master, DatabaseServer source) {
        SubTaskStatus status = subtask(master);
        String end = source.query("SHOW MASTER STATUS").get(0).get(1);
        return status.getSync().getSynced()
                && status.getSync().getSyncerBinlog().contains(end);
    }

    private static MasterConfig master(SecurityConfig security) {
        Address free = new Address("127.0.0.1", 0);
        return new MasterConfig(
                "m1",
                free,
                free,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                LogConfig.DEFAULT,
                Duration.ofSeconds(30),
                security);
    }

    private static WorkerConfig worker(Address master, SecurityConfig security) {
        Address free = new Address("127.0.0.1", 0);
        return new WorkerConfig(
                "w1", free, free, List.of(master), LogConfig.DEFAULT, Duration.ofSeconds(60), 1, security);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
    }

    private static <T> T unchecked(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
