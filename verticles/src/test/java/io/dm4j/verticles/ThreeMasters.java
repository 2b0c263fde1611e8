package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;

import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.LogConfig;
import io.dm4j.config.MasterFile;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.WorkerConfig;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Masters m1, m2 and m3 of one group in one Vert.x, mutual TLS with lists by role; dmctl calls. */
final class ThreeMasters implements AutoCloseable {
    private static final List<String> NAMES = List.of("m1", "m2", "m3");
    private static final String LISTS =
            """
            [cert-allowed-cn]
            admin = ["dmctl"]
            master = ["m1", "m2", "m3"]
            worker = ["w1"]
            """;

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("masters' CA");
    private final Path directory;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Integer> peers = new HashMap<>();
    private final Map<String, String> deployed = new HashMap<>();
    private final NodeChannel channel;

    ThreeMasters(Path directory) throws Exception {
        this.directory = directory;
        choosePorts();
        Path key = Files.writeString(directory.resolve("secret.key"), "ab".repeat(32));
        List<Future<String>> starts = new ArrayList<>();
        for (String name : NAMES) {
            starts.add(vertx.deployVerticle(new MasterVerticle(
                            MasterFile.parse(name, file(name, key), Map.of()).value(), new TestCluster.NoChecks()))
                    .onSuccess(id -> deployed.put(name, id)));
        }
        await(Future.all(starts));
        channel = NodeChannel.open(vertx, security("dmctl"), Duration.ofSeconds(20));
    }

    private void choosePorts() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        for (String name : NAMES) {
            taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            ports.put(name, taken.get(taken.size() - 2).getLocalPort());
            peers.put(name, taken.get(taken.size() - 1).getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }

    private String file(String name, Path key) {
        PemFiles files = pem(name);
        return """
                name = "%s"
                master-addr = "127.0.0.1:%d"
                peer-urls = "https://127.0.0.1:%d"
                initial-cluster = "%s"
                data-dir = "%s"
                secret-key-path = "%s"
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                """
                        .formatted(
                                name,
                                ports.get(name),
                                peers.get(name),
                                String.join(
                                        ",",
                                        NAMES.stream()
                                                .map(n -> n + "=https://127.0.0.1:" + peers.get(n))
                                                .toList()),
                                directory.resolve(name + ".data"),
                                key,
                                files.ca(),
                                files.cert(),
                                files.key())
                + LISTS;
    }

    private PemFiles pem(String name) {
        return authority.issue(Leaf.named(name)).writeTo(directory.resolve(name));
    }

    private SecurityConfig security(String name) {
        PemFiles files = pem(name);
        return SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
    }

    List<String> names() {
        return NAMES;
    }

    Address address(String name) {
        return new Address("127.0.0.1", ports.get(name));
    }

    MasterClient client(String... asked) {
        return new MasterClient(
                channel, List.of(asked).stream().map(this::address).toList());
    }

    /** A worker that knows them all. */
    void worker(String name) throws Exception {
        Address free = new Address("127.0.0.1", 0);
        WorkerConfig config = new WorkerConfig(
                name,
                free,
                free,
                NAMES.stream().map(this::address).toList(),
                LogConfig.DEFAULT,
                Duration.ofSeconds(10),
                1,
                security(name));
        await(vertx.deployVerticle(new WorkerVerticle(config, new FakeUnits())));
    }

    void stop(String name) throws Exception {
        await(vertx.undeploy(deployed.get(name)));
    }

    @Override
    public void close() throws Exception {
        await(channel.close());
        await(vertx.close());
    }
}
