package io.dm4j.it.trust;

import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.ConfigFile;
import io.dm4j.config.MasterFile;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.WorkerFile;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.Ports;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.verticles.MasterVerticle;
import io.dm4j.verticles.WorkerVerticle;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A master and a worker in one Vert.x, each with a configuration file, a certificate and a list of its own; lists go by role.
 * An operator's client shows the certificate of {@code dmctl}.
 */
final class Nodes implements AutoCloseable {
    static final String MASTER_LIST =
            """
            [cert-allowed-cn]
            admin = ["dmctl"]
            observer = ["monitor"]
            worker = ["dm-worker"]
            """;
    static final String WORKER_LIST =
            """
            [cert-allowed-cn]
            master = ["dm-master"]
            observer = ["monitor"]
            """;

    private final CertificateAuthority authority = CertificateAuthority.create("node CA");
    private final Vertx vertx = Vertx.vertx();
    private final Path directory;
    private final String masterKeys;
    private final int masterPort = Ports.free();
    private final int workerPort = Ports.free();
    private final MasterVerticle master;
    private final WorkerVerticle worker;
    private final String workerId;
    private final NodeChannel channel;

    Nodes(Path directory) {
        this(directory, "", "");
    }

    /** With further keys in the master's file, and further blocks behind its lists. */
    static Nodes with(Path directory, String masterKeys, String masterBlocks) {
        return new Nodes(directory, masterKeys, masterBlocks);
    }

    private Nodes(Path directory, String masterKeys, String masterBlocks) {
        this.directory = directory;
        this.masterKeys = masterKeys;
        List.of("dm-master", "dm-worker", "dmctl", "monitor", "stranger").forEach(this::issue);
        configureMaster("", MASTER_LIST + masterBlocks);
        configureWorker("", WORKER_LIST);
        master = new MasterVerticle(
                ConfigFile.open(masterConfig(), Set.of(), (file, text) -> MasterFile.parse(file, text, Map.of())));
        House.await(vertx.deployVerticle(master));
        worker = new WorkerVerticle(
                ConfigFile.open(workerConfig(), Set.of(), (file, text) -> WorkerFile.parse(file, text, Map.of())));
        workerId = House.await(vertx.deployVerticle(worker));
        channel = NodeChannel.open(vertx, security("dmctl"), Duration.ofSeconds(20));
        Await.until(Duration.ofSeconds(30), "the worker has joined", () -> workers() == 1);
    }

    private static SecurityConfig files(PemFiles files) {
        return SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
    }

    SecurityConfig security(String name) {
        return files(pem(name));
    }

    CertificateAuthority authority() {
        return authority;
    }

    /** The files of this name's bearer. */
    PemFiles pem(String name) {
        return PemFiles.in(directory.resolve(name));
    }

    private void issue(String name) {
        authority.issue(Leaf.named(name)).writeTo(directory.resolve(name));
    }

    /** A caller of this name, with a certificate made just now. */
    Caller as(String name) {
        return Caller.as(authority.issue(Leaf.named(name)), authority);
    }

    Path masterConfig() {
        return directory.resolve("dm-master.toml");
    }

    Path workerConfig() {
        return directory.resolve("dm-worker.toml");
    }

    /** @param keys further lines; the lists come last, as they may be tables */
    void configureMaster(String keys, String lists) {
        replace(
                masterConfig(),
                """
                name = "m1"
                master-addr = "127.0.0.1:%d"
                data-dir = "%s"
                """
                                .formatted(masterPort, directory.resolve("data"))
                        + material("dm-master")
                        + masterKeys
                        + keys
                        + lists);
    }

    void configureWorker(String keys, String lists) {
        replace(
                workerConfig(),
                """
                name = "w1"
                worker-addr = "127.0.0.1:%d"
                join = "127.0.0.1:%d"
                keepalive-ttl = 20
                """
                                .formatted(workerPort, masterPort)
                        + material("dm-worker")
                        + keys
                        + lists);
    }

    private String material(String name) {
        PemFiles files = pem(name);
        return "ssl-ca = \"%s\"%nssl-cert = \"%s\"%nssl-key = \"%s\"%n"
                .formatted(files.ca(), files.cert(), files.key());
    }

    private static void replace(Path file, String text) {
        try {
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MasterVerticle master() {
        return master;
    }

    WorkerVerticle worker() {
        return worker;
    }

    int masterPort() {
        return masterPort;
    }

    int workerPort() {
        return workerPort;
    }

    void stopWorker() {
        House.await(vertx.undeploy(workerId));
    }

    MasterClient operator() {
        return new MasterClient(channel, List.of(new Address("127.0.0.1", masterPort)));
    }

    /** What the node of this name says of its trust. */
    NodeTrust trust(String name) {
        return House.await(operator()
                        .trust(TrustStatusRequest.newBuilder().addNames(name).build()))
                .getNodes(0);
    }

    private int workers() {
        return House.await(operator().trust(TrustStatusRequest.getDefaultInstance()))
                        .getNodesCount()
                - 1;
    }

    @Override
    public void close() {
        House.await(channel.close());
        House.await(vertx.close());
    }
}
