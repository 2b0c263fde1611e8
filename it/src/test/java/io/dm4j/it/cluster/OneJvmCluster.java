package io.dm4j.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.dm4j.it.server.Database;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.pki.PemFiles;
import io.dm4j.verticles.MasterVerticle;
import io.dm4j.verticles.WorkerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Master and worker in one Vert.x between two servers, every connection under mutual TLS with the files of one party. */
public final class OneJvmCluster implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final PemFiles files = Pair.trust().files(Party.REPLICATOR);
    private final MasterClient master = start();

    private MasterClient start() {
        SecurityConfig security = SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing(Party.REPLICATOR.commonName());
        MasterVerticle verticle = new MasterVerticle(master(security));
        await(vertx.deployVerticle(verticle));
        await(vertx.deployVerticle(new WorkerVerticle(worker(verticle.address(), security))));
        return new MasterClient(NodeChannel.open(vertx, security, Duration.ofSeconds(60)), List.of(verticle.address()));
    }

    /** Fills a schema at the source, copies and follows it under another name while a writer writes, and compares all rows. */
    public void assertCopiesAndFollows(Database source, Database target, String schema) {
        String routed = schema + "_copy";
        Sample sample = new Sample(source, schema, 5_000, 3);
        sample.create();
        sample.fill();
        try (Writer writer = Writer.start(sample, 5, 100)) {
            startSource(source);
            startTask(target, schema, routed);
            Await.until(Duration.ofSeconds(120), "replication", () -> subtask().hasSync());
            long then = writer.transactions();
            Await.until(Duration.ofSeconds(60), "200 changes", () -> writer.transactions() > then + 200);
            writer.stop();
        }
        Await.until(Duration.ofSeconds(120), "caught up", () -> caughtUp(source));

        assertThat(new Comparison(source, target).schemas(schema, routed))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
    }

    private void startSource(Database source) {
        String file = "source-id: mysql-01\nfrom:\n" + database(source);
        OperateSourceRequest request = OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StartSource)
                .addConfig(file)
                .build();
        assertThat(await(master.operateSource(request)).getMsg()).isEmpty();
        OperateSourceRequest show =
                OperateSourceRequest.newBuilder().setOp(SourceOp.ShowSource).build();
        Await.until(Duration.ofSeconds(30), "the worker has the source", () -> !await(master.operateSource(show))
                .getSources(0)
                .getWorker()
                .isEmpty());
    }

    private void startTask(Database target, String schema, String routed) {
        String file = "name: " + schema + "_task\ntask-mode: all\ntarget-database:\n" + database(target)
                + "mysql-instances:\n  - source-id: mysql-01\n    block-allow-list: shop-only\n"
                + "    route-rules: [rename]\n"
                + "block-allow-list:\n  shop-only:\n    do-dbs: [" + schema + "]\n"
                + "routes:\n  rename:\n    schema-pattern: " + schema + "\n    target-schema: " + routed + "\n";
        StartTaskResponse started = await(
                master.startTask(StartTaskRequest.newBuilder().setTask(file).build()));
        assertThat(started.getMsg()).isEmpty();
        assertThat(started.getSources(0).getMsg()).isEmpty();
    }

    private String database(Database server) {
        return "  host: " + server.address().host() + "\n  port: "
                + server.address().port() + "\n  user: " + Installation.USER + "\n  password: "
                + Installation.PASSWORD + "\n"
                + "  security:\n    ssl-ca: " + files.ca() + "\n    ssl-cert: " + files.cert() + "\n    ssl-key: "
                + files.key() + "\n";
    }

    private SubTaskStatus subtask() {
        SubTaskStatus status = await(master.queryStatus(QueryStatusListRequest.getDefaultInstance()))
                .getSources(0)
                .getSubTaskStatus(0);
        assertThat(status.getResult().getErrorsList()).isEmpty();
        return status;
    }

    /** The upstream says where it is after the writer's end; the target has to be there. */
    private boolean caughtUp(Database source) {
        SubTaskStatus status = subtask();
        return status.getSync().getSynced()
                && status.getSync().getSyncerBinlog().contains(end(source));
    }

    private static String end(Database source) {
        String asked = ServerVersion.parse(source.value("SELECT @@version")).binlogStatusStatement();
        return source.query(asked).get(0).get(1);
    }

    @Override
    public void close() {
        await(vertx.close());
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

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not done: " + e, e);
        }
    }
}
