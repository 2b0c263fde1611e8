package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.Ports;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.trust.Caller;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.verticles.MasterVerticle;
import io.dm4j.verticles.WorkerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A master and a worker in this JVM, under mutual TLS and held to a list of names, with real databases and one source. The
 * tests of this package share it: each uses a task, and if need be a source, of its own, and stops it.
 */
final class LiveCluster implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(60);
    /** The source that is there from the beginning: the shared MySQL. */
    static final String SOURCE = "live-01";

    private final Path directory;
    private final CertificateAuthority authority = CertificateAuthority.create("live CA");
    private final Vertx vertx = Vertx.vertx();
    private final MasterVerticle master;
    private final JsonObject workerConfig;
    private WorkerVerticle worker;
    private String workerId;

    private LiveCluster(Path directory) {
        this.directory = directory;
        master = deployed(new MasterVerticle(node("m1", "dm-master")
                .put("master-addr", "127.0.0.1:" + Ports.free())
                .put("cert-allowed-cn", JsonArray.of("dm-worker", "dmctl"))));
        workerConfig = node("w1", "dm-worker")
                .put("worker-addr", "127.0.0.1:" + Ports.free())
                .put("join", masterAddress())
                .put("max-sources", 0)
                .put("labels", new JsonObject().put("zone", "a"))
                .put("cert-allowed-cn", JsonArray.of("dm-master"));
        startWorker();
        certificate("dmctl");
        certificate("stranger");
    }

    private static LiveCluster start() {
        LiveCluster cluster = new LiveCluster(temporaryDirectory());
        Await.until(BOUND, "the worker is there", () -> cluster.person("list-member", "-w")
                .out()
                .contains("free"));
        DmctlRun created = cluster.script("operate-source", "create", cluster.sourceFile(SOURCE));
        assertThat(created.exitCode()).as(created.toString()).isZero();
        return cluster;
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("dm4j-live");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startWorker() {
        worker = new WorkerVerticle(workerConfig);
        workerId = await(vertx.deployVerticle(worker));
    }

    /** Ends the worker and begins another life of it; tasks go on. */
    void restartWorker() {
        await(vertx.undeploy(workerId));
        startWorker();
        Await.until(BOUND, "the worker has its source again", () -> person("list-member", "-w")
                .out()
                .contains("bound"));
    }

    String masterAddress() {
        return master.address().toString();
    }

    String workerAddress() {
        return worker.address().toString();
    }

    /** With the flags of one who is on the list. */
    DmctlRun person(String... command) {
        return DmctlRun.of(DmctlRun.Reader.PERSON, line("dmctl", command));
    }

    DmctlRun script(String... command) {
        return DmctlRun.of(DmctlRun.Reader.SCRIPT, line("dmctl", command));
    }

    /** The whole command line of one with a certificate of this name. */
    String[] line(String name, String... command) {
        PemFiles files = PemFiles.in(directory.resolve(name));
        return Stream.concat(
                        Stream.of(
                                "--master-addr=" + masterAddress(),
                                "--ssl-ca=" + files.ca(),
                                "--ssl-cert=" + files.cert(),
                                "--ssl-key=" + files.key()),
                        Stream.of(command))
                .toArray(String[]::new);
    }

    /** Somebody with a certificate of this name, for the master's HTTP interface. */
    Caller caller(String name) {
        return Caller.as(authority.issue(Leaf.named(name)), authority);
    }

    int masterPort() {
        return master.address().port();
    }

    /** A source file for the shared MySQL; its path. */
    String sourceFile(String source) {
        return file(
                source + ".yaml",
                """
                source-id: %s
                placement:
                  zone: a
                from:
                %s
                """
                        .formatted(source, database(SharedServers.mysql())));
    }

    /** A task file that takes one schema from a source to the shared MariaDB; its path. */
    String taskFile(String task, String source, String schema) {
        return file(
                task + ".yaml",
                """
                name: %1$s
                task-mode: all
                meta-schema: meta_%1$s
                target-database:
                %2$s
                mysql-instances:
                  - source-id: %3$s
                    block-allow-list: one
                block-allow-list:
                  one:
                    do-dbs: [%4$s]
                """
                        .formatted(task, database(SharedServers.mariadb()).stripTrailing(), source, schema));
    }

    /** A schema of one table and a few rows upstream; its name. */
    String schema(String name) {
        SharedServers.mysql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".fruit (id INT PRIMARY KEY, name VARCHAR(20))",
                        "INSERT INTO " + name + ".fruit VALUES (1, 'apple'), (2, 'pear'), (3, 'plum')");
        return name;
    }

    void awaitCaughtUp(String task) {
        Await.until(BOUND, task + " has caught up", () -> {
            DmctlRun status = script("query-status", task);
            assertThat(status.out()).doesNotContain("Paused");
            return status.out().contains("\"synced\": true");
        });
    }

    String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String database(DatabaseServer server) {
        return """
                  host: 127.0.0.1
                  port: %d
                  user: %s
                  password: %s
                """
                .formatted(server.port(), server.rootUser(), server.rootPassword());
    }

    private JsonObject node(String name, String commonName) {
        PemFiles files = certificate(commonName);
        return new JsonObject()
                .put("name", name)
                .put("ssl-ca", files.ca().toString())
                .put("ssl-cert", files.cert().toString())
                .put("ssl-key", files.key().toString());
    }

    private PemFiles certificate(String commonName) {
        return authority.issue(Leaf.named(commonName)).writeTo(directory.resolve(commonName));
    }

    private <V extends io.vertx.core.Deployable> V deployed(V verticle) {
        await(vertx.deployVerticle(verticle));
        return verticle;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /** Hands the one cluster to test classes that ask for it; it starts for the first and ends with the last test of all. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == LiveCluster.class;
        }

        @Override
        public LiveCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(LiveCluster.class))
                    .getOrComputeIfAbsent(Running.class, key -> new Running(LiveCluster.start()), Running.class)
                    .cluster();
        }

        private record Running(LiveCluster cluster) implements ExtensionContext.Store.CloseableResource {
            @Override
            public void close() {
                cluster.close();
            }
        }
    }
}
