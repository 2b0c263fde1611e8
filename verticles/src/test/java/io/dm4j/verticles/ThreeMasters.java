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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Masters m1, m2 and m3 of one group in one Vert.x, and m4, which may join them; mutual TLS with lists by role; dmctl calls. */
final class ThreeMasters implements AutoCloseable {
    private static final List<String> NAMES = List.of("m1", "m2", "m3");
    private static final String NEWCOMER = "m4";
    private static final String LISTS =
            """
            [cert-allowed-cn]
            admin = ["dmctl"]
            master = ["m1", "m2", "m3", "m4"]
            worker = ["w1"]
            """;

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("masters' CA");
    private final CertificateAuthority nextAuthority = CertificateAuthority.create("masters' next CA");
    private final Path directory;
    private final Path secretKey;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Integer> peers = new HashMap<>();
    private final Map<String, MasterVerticle> masters = new HashMap<>();
    private final Map<String, String> deployed = new ConcurrentHashMap<>();
    private final List<NodeChannel> channels = new ArrayList<>();
    private final NodeChannel dmctl;

    ThreeMasters(Path directory) throws Exception {
        this.directory = directory;
        this.secretKey = Files.writeString(directory.resolve("secret.key"), "ab".repeat(32));
        choosePorts();
        await(Future.all(NAMES.stream().map(this::begin).toList()));
        dmctl = channel("dmctl", authority);
    }

    private Future<String> begin(String name) {
        MasterVerticle master =
                new MasterVerticle(MasterFile.parse(name, file(name), Map.of()).value(), new TestCluster.NoChecks());
        masters.put(name, master);
        return vertx.deployVerticle(master).onSuccess(id -> deployed.put(name, id));
    }

    private void choosePorts() throws IOException {
        List<ServerSocket> taken = new ArrayList<>();
        for (String name : List.of("m1", "m2", "m3", NEWCOMER)) {
            taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            ports.put(name, taken.get(taken.size() - 2).getLocalPort());
            peers.put(name, taken.get(taken.size() - 1).getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
    }

    private String file(String name) {
        PemFiles files = authority.issue(Leaf.named(name)).writeTo(directory.resolve(name));
        return """
                name = "%s"
                master-addr = "127.0.0.1:%d"
                peer-urls = "https://127.0.0.1:%d"
                %s
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
                                wayIn(name),
                                directory.resolve(name + ".data"),
                                secretKey,
                                files.ca(),
                                files.cert(),
                                files.key())
                + LISTS;
    }

    private String wayIn(String name) {
        return NAMES.contains(name)
                ? NAMES.stream()
                        .map(each -> each + "=https://127.0.0.1:" + peers.get(each))
                        .collect(Collectors.joining(",", "initial-cluster = \"", "\""))
                : "join = \"" + address("m1") + "\"";
    }

    List<String> names() {
        return NAMES;
    }

    /** Of all at the beginning. */
    CertificateAuthority authority() {
        return authority;
    }

    /** Nobody's yet. */
    CertificateAuthority nextAuthority() {
        return nextAuthority;
    }

    Address address(String name) {
        return new Address("127.0.0.1", ports.get(name));
    }

    /** Where the other masters reach it. */
    Address peerAddress(String name) {
        return new Address("127.0.0.1", peers.get(name));
    }

    /** The TLS files of a master. */
    PemFiles files(String name) {
        return PemFiles.in(directory.resolve(name));
    }

    /** Has all masters look at their files. */
    void look() throws Exception {
        for (MasterVerticle master : masters.values()) {
            await(master.reload());
        }
    }

    MasterClient client(String... asked) {
        return new MasterClient(
                dmctl, List.of(asked).stream().map(this::address).toList());
    }

    /** Of a caller with a certificate by one of the two authorities, who trusts both; ends with this. */
    NodeChannel channel(String name, CertificateAuthority by) {
        NodeChannel channel = NodeChannel.open(vertx, security(name, by), Duration.ofSeconds(20));
        channels.add(channel);
        return channel;
    }

    NodeChannel channelInPlainText() {
        NodeChannel channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(5));
        channels.add(channel);
        return channel;
    }

    private SecurityConfig security(String name, CertificateAuthority by) {
        PemFiles files = by.issue(Leaf.named(name)).writeTo(directory.resolve(name + "-" + channels.size()));
        files.replaceTrust(authority, nextAuthority);
        return SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
    }

    /** A worker that knows them all; its units. */
    FakeUnits worker(String name) throws Exception {
        FakeUnits units = new FakeUnits();
        Address free = new Address("127.0.0.1", 0);
        WorkerConfig config = new WorkerConfig(
                name,
                free,
                free,
                NAMES.stream().map(this::address).toList(),
                LogConfig.DEFAULT,
                Duration.ofSeconds(10),
                1,
                security(name, authority));
        await(vertx.deployVerticle(new WorkerVerticle(config, units)));
        return units;
    }

    /** A fourth master, by one of the three; gives its name. */
    String newcomer() throws Exception {
        await(begin(NEWCOMER));
        return NEWCOMER;
    }

    void stop(String name) throws Exception {
        await(vertx.undeploy(deployed.get(name)));
    }

    @Override
    public void close() throws Exception {
        for (NodeChannel channel : channels) {
            await(channel.close());
        }
        await(vertx.close());
    }
}
