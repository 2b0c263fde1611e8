package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.Stage;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.TaskOp;
import io.dm4j.api.UnitType;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.PemMaterial;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.PemFiles;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * DM's own TLS cases with files of its forms, from which only what this product does differently is left out: one master
 * instead of three, and {@code ssl-mode: verify-ca} for MySQL's own certificates, which bear no name. The steps build on one another.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DmScenariosTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String VERIFY_CA = "    ssl-mode: verify-ca\n";
    private static final int TRIES = 20;

    @TempDir
    static Path directory;

    private static DatabaseServer upstream;
    private static DatabaseServer downstream;
    private static PemFiles dm;
    private static PemFiles other;
    private static Vertx vertx;
    private static NodeChannel channel;
    private static Operator operator;
    private static ChildProcess master;
    private static ChildProcess worker;
    private static int masterPort;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(TestServers.mysqlAvailable(), "MySQL, whose own certificates these cases use, cannot run here");
        DmFixture fixture = new DmFixture(directory.resolve("tls"));
        dm = fixture.issue("dm");
        other = fixture.issue("other");
        masterPort = Ports.free();
        master = Scripts.here()
                .start(
                        "dm-master",
                        directory.resolve("master.log"),
                        flags(
                                "--name=master1",
                                "--master-addr=127.0.0.1:" + masterPort,
                                "--data-dir=" + directory.resolve("data")));
        // Comes with a CA, a server's and a client's pair that the server made for itself: no host name in them.
        CompletableFuture<DatabaseServer> starting = CompletableFuture.supplyAsync(
                () -> TestServers.mysql(directory.resolve("upstream"), ServerOptions.PLAIN.with("--ssl=ON")));
        downstream = TestServers.mariadb(directory.resolve("downstream"), ServerOptions.tls(dm));
        upstream = starting.join();
        upstream.createAccount("dm_tls_test", "123456", Access.TLS);
        downstream.createAccount("dm_tls_test", "123456", Access.TLS);
        upstream.execute("CREATE DATABASE tls", "CREATE TABLE tls.t (i TINYINT, j INT UNIQUE KEY)");
        for (int i = 1; i <= 10; i++) {
            upstream.execute("INSERT INTO tls.t VALUES (" + i + ", " + i + "0001), (" + i + ", " + i + "0011)");
        }
        awaitPort(masterPort);
        worker = worker("worker1");
        vertx = Vertx.vertx();
        channel = NodeChannel.open(vertx, House.security(dm, "dm"), BOUND);
        operator = new Operator(new MasterClient(channel, List.of(new Address("127.0.0.1", masterPort))));
    }

    @AfterAll
    static void close() {
        if (vertx != null) {
            House.await(channel.close());
            House.await(vertx.close());
        }
        Stream.of(worker, master).filter(part -> part != null).forEach(ChildProcess::close);
        Stream.of(upstream, downstream).filter(server -> server != null).forEach(DatabaseServer::close);
    }

    /** T1.5, T1.6, T1.7. */
    @Test
    @Order(1)
    void theNodesAnswerDmAndNeverOther() throws Exception {
        HttpClient listed = client(dm);
        assertThat(get(listed, "/status").statusCode()).isEqualTo(200);
        assertThat(get(listed, "/apis/v1alpha1/members").statusCode()).isLessThan(500);
        assertThat(master.output())
                .doesNotContain("bad certificate", "client certificate authentication failed", "ERROR");

        HttpClient stranger = client(other);
        for (int i = 0; i < TRIES; i++) {
            assertThat(get(stranger, "/status").statusCode()).isEqualTo(403);
        }
    }

    /** T2, and what an upstream without a name asks for. */
    @Test
    @Order(2)
    void aSourceThatNamesTheCaOnlyNeedsVerifyCaAndIsToldSo() {
        OperateSourceResponse refused = operator.create(source(""));

        assertThat(refused.getResult()).isFalse();
        assertThat(refused.toString()).contains("code=10501").contains("ssl-mode: verify-ca");

        Await.until(BOUND, "the source is bound", DmScenariosTest::takesTheSource);
    }

    /** T1.3, T1.4, T1.8, T2.1, T2.2. */
    @Test
    @Order(3)
    void tasksOfOneSourceRunBesideEachOther() {
        assertThat(start(task("test", "")).getResult()).isTrue();
        assertThat(start(task("test2", route("tls2"))).getResult()).isTrue();
        StartTaskResponse sharded = start(task("test3", route("tls3")) + "shard-mode: pessimistic\n");

        awaitSync("test");
        awaitSync("test2");
        assertThat(sharded.getResult()).isFalse();
        assertThat(sharded.getMsg()).contains("code=20500", "shard-mode");
        awaitEqual("tls");
        awaitEqual("tls2");
    }

    /** T3. */
    @Test
    @Order(4)
    void anotherWorkerGoesOnWithoutTheSourcesFile() throws IOException {
        assertThat(operator.operate(TaskOp.Pause, "test").getResult()).isTrue();
        worker.kill();
        Files.move(mysqlCa(), mysqlCa().resolveSibling("ca.pem.bak"));

        worker = worker("worker2");
        SubTaskStatus paused = Await.value(BOUND, "the source is bound to worker2", () -> status("test", "worker2"));
        assertThat(paused.getStage()).isEqualTo(Stage.Paused);
        assertThat(operator.operate(TaskOp.Resume, "test").getResult()).isTrue();
        awaitSync("test");
        upstream.execute("INSERT INTO tls.t VALUES (11, 1100011)");
        awaitEqual("tls");

        assertThat(status("test", "worker2")).isPresent();
        Files.move(mysqlCa().resolveSibling("ca.pem.bak"), mysqlCa());
    }

    /** T4. */
    @Test
    @Order(5)
    void anEmptyMapOfSecurityKeysIsNoTls() {
        String empty = "    ssl-ca: \"\"\n    ssl-cert: \"\"\n    ssl-key: \"\"\n    cert-allowed-cn: []\n";
        upstream.createAccount("plain", "123456", Access.PLAIN);
        downstream.createAccount("plain", "123456", Access.PLAIN);
        try (House house = House.plain()) {
            Operator plain = new Operator(house.operator());
            String more = "  session: {}\n  max-allowed-packet: null\n";
            String source = ("source-id: mysql-replica-01\nfrom:\n" + database(upstream, empty) + more)
                    .replace("dm_tls_test", "plain");
            String task = task("plain", route("tls4"))
                    .replace(targetSecurity(), empty + more)
                    .replace("dm_tls_test", "plain");

            assertThat(plain.create(source).getResult()).isTrue();
            Await.until(BOUND, "started", () -> plain.start(task).getResult());
            Await.until(BOUND, "in Sync", () -> plain.status("plain")
                    .filter(status -> status.getStage() == Stage.Running && status.getUnit() == UnitType.Sync)
                    .isPresent());
            upstream.execute("INSERT INTO tls.t VALUES (12, 1200011)");
            awaitEqual("tls4");
        }
    }

    private static boolean takesTheSource() {
        OperateSourceResponse answer = operator.create(source(VERIFY_CA));
        boolean bound = answer.getResult() && !answer.getSources(0).getWorker().isEmpty();
        if (!bound) {
            operator.stop("mysql-replica-01");
        }
        return bound;
    }

    private static StartTaskResponse start(String task) {
        return operator.start(PemMaterial.into("task.yaml", task).value());
    }

    /** As dmctl sends it: with the content of the files it names. */
    private static String source(String mode) {
        String text = "source-id: mysql-replica-01\nenable-gtid: true\nfrom:\n"
                + database(upstream, "    ssl-ca: " + mysqlCa() + "\n" + mode);
        return PemMaterial.into("source.yaml", text).value();
    }

    private static Path mysqlCa() {
        return directory.resolve("upstream/data/ca.pem");
    }

    private static String targetSecurity() {
        return "    ssl-ca: " + dm.ca() + "\n    ssl-cert: " + dm.cert() + "\n    ssl-key: " + dm.key() + "\n";
    }

    private static String task(String name, String routes) {
        return "name: " + name + "\ntask-mode: all\nmeta-schema: meta_" + name + "\ntarget-database:\n"
                + database(downstream, targetSecurity())
                + "mysql-instances:\n  - source-id: mysql-replica-01\n    block-allow-list: instance\n"
                + (routes.isEmpty() ? "" : "    route-rules: [own]\n")
                + "block-allow-list:\n  instance:\n    do-dbs: [tls]\n"
                + routes;
    }

    private static String route(String schema) {
        return "routes:\n  own:\n    schema-pattern: tls\n    target-schema: " + schema + "\n";
    }

    private static String database(DatabaseServer server, String security) {
        return "  host: 127.0.0.1\n  port: " + server.port()
                + "\n  user: dm_tls_test\n  password: \"123456\"\n  security:\n" + security;
    }

    private static void awaitSync(String task) {
        Await.until(BOUND, task + " is in unit Sync", () -> operator.status(task)
                .filter(status -> status.getStage() == Stage.Running && status.getUnit() == UnitType.Sync)
                .isPresent());
    }

    private static void awaitEqual(String schema) {
        String rows = "SELECT GROUP_CONCAT(CONCAT(i, ':', j) ORDER BY j) FROM %s.t";
        String wanted = upstream.value(rows.formatted("tls"));
        Await.until(BOUND, schema + " is equal", () -> wanted.equals(downstream.value(rows.formatted(schema))));
    }

    private static Optional<SubTaskStatus> status(String task, String workerName) {
        return operator.list(QueryStatusListRequest.newBuilder().setName(task).build()).getSourcesList().stream()
                .filter(source -> source.getSourceStatus().getWorker().equals(workerName))
                .flatMap(source -> source.getSubTaskStatusList().stream())
                .findFirst();
    }

    private static HttpClient client(PemFiles own) {
        return HttpClient.newBuilder()
                .sslContext(TlsStore.open(House.security(own), TlsRole.CLIENT)
                        .last()
                        .sslContext())
                .build();
    }

    private static HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + masterPort + path))
                .timeout(BOUND)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static ChildProcess worker(String name) throws IOException {
        int port = Ports.free();
        Path config = Files.writeString(directory.resolve(name + ".toml"), "keepalive-ttl = 2\n");
        ChildProcess started = Scripts.here()
                .start(
                        "dm-worker",
                        directory.resolve(name + ".log"),
                        flags(
                                "--config=" + config,
                                "--name=" + name,
                                "--worker-addr=0.0.0.0:" + port,
                                "--advertise-addr=127.0.0.1:" + port,
                                "--join=127.0.0.1:" + masterPort));
        awaitPort(port);
        return started;
    }

    private static String[] flags(String... own) {
        Stream<String> all = Stream.of(
                "--ssl-ca=" + dm.ca(), "--ssl-cert=" + dm.cert(), "--ssl-key=" + dm.key(), "--cert-allowed-cn=dm");
        return Stream.concat(Stream.of(own), all).toArray(String[]::new);
    }

    private static void awaitPort(int port) {
        Await.until(BOUND, "port " + port + " is open", () -> {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                return probe.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }
}
