package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.client.NodeChannel;
import io.dm4j.client.NodeError;
import io.dm4j.client.PeerClient;
import io.dm4j.config.Address;
import io.dm4j.config.MasterFile;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three masters under mutual TLS: who reaches their ports for each other, and that they stay together while all their files change. */
class PeerPortTest {
    private static final List<String> NAMES = List.of("m1", "m2", "m3");
    /** The least there can be of a message: it asks for nothing. */
    private static final byte[] NOTHING = {};

    private static final String LIST =
            """
            [cert-allowed-cn]
            admin = ["dmctl"]
            master = ["dm-master"]
            worker = ["dm-worker"]
            """;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority before = CertificateAuthority.create("masters' CA 1");
    private final CertificateAuthority after = CertificateAuthority.create("masters' CA 2");
    private final List<Integer> ports = freePorts();
    private List<MasterVerticle> masters;
    private NodeChannel dmctl;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(directory.resolve("masters.key"), "0123456789abcdef".repeat(4));
        masters = NAMES.stream()
                .map(name -> new MasterVerticle(
                        MasterFile.parse(name, text(name), Map.of()).value(), new TestCluster.NoChecks()))
                .toList();
        await(Future.all(masters.stream().map(vertx::deployVerticle).toList()));
        dmctl = channel("dmctl", before);
    }

    @AfterEach
    void stop() throws Exception {
        await(dmctl.close());
        await(vertx.close());
    }

    @Test
    void onlyAMasterIsHeardByMasters() throws Exception {
        for (String name : List.of("dmctl", "dm-worker", "stranger")) {
            NodeChannel channel = channel(name, before);
            assertThatThrownBy(() -> await(new PeerClient(channel).pass(peerPort(0), 1, NOTHING)))
                    .as(name)
                    .satisfies(e -> assertThat(code(e)).isEqualTo(NodeError.NOT_ALLOWED));
            await(channel.close());
        }
        NodeChannel withoutTls = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(5));
        assertThatThrownBy(() -> await(new PeerClient(withoutTls).pass(peerPort(0), 1, NOTHING)))
                .satisfies(e -> assertThat(code(e)).isIn(NodeError.CONNECTION_LOST, NodeError.CANNOT_CONNECT));
        await(withoutTls.close());
        NodeChannel ofAnother = channel("dm-master", after);
        assertThatThrownBy(() -> await(new PeerClient(ofAnother).pass(peerPort(0), 1, NOTHING)))
                .as("of a CA that is not trusted")
                .satisfies(e -> assertThat(code(e)).isIn(NodeError.CONNECTION_LOST, NodeError.CANNOT_CONNECT));
        await(ofAnother.close());
    }

    @Test
    void aMasterIsHeardWhetherWhatItSaysHasASenseOrNot() throws Exception {
        NodeChannel master = channel("dm-master", before);

        assertThatThrownBy(() -> await(new PeerClient(master).pass(peerPort(0), 99, NOTHING)))
                .satisfies(e -> assertThat(code(e)).isEqualTo(NodeError.CALL_FAILED));
        assertThat(alive()).isEqualTo(3);
        await(master.close());
    }

    @Test
    void mastersStayTogetherWhileTheirAuthorityIsReplaced() throws Exception {
        write(1);
        NAMES.forEach(name -> files(name).replaceTrust(before, after));
        look();
        NAMES.forEach(name -> files(name).replaceIdentity(after.issue(Leaf.named("dm-master"))));
        look();
        await(dmctl.close());
        dmctl = channel("dmctl", after);
        write(2);
        NAMES.forEach(name -> files(name).replaceTrust(after));
        look();

        write(3);

        until("all are alive under the new one", () -> alive() == 3);
        NodeChannel old = channel("dm-master", before);
        assertThatThrownBy(() -> await(new PeerClient(old).pass(peerPort(1), 1, NOTHING)))
                .as("with a certificate of the old authority")
                .satisfies(e -> assertThat(code(e)).isIn(NodeError.CONNECTION_LOST, NodeError.CANNOT_CONNECT));
        await(old.close());
    }

    private void look() throws Exception {
        for (MasterVerticle master : masters) {
            await(master.reload());
        }
    }

    private void write(int number) throws Exception {
        JsonObject place = new JsonObject().put("host", "test").put("port", number);
        String body = new JsonObject().put("grafana_topology", place).encode();
        for (int i = 0; i < NAMES.size(); i++) {
            Address master = port(i);
            until("written at " + master, () -> ask(master, HttpMethod.PUT, "/api/v1/cluster/info", body)
                    .contains("\"port\""));
        }
    }

    private long alive() {
        String answer = ask(port(0), HttpMethod.GET, "/api/v1/cluster/masters", "");
        JsonArray masters =
                answer.startsWith("{") ? new JsonObject(answer).getJsonArray("data", new JsonArray()) : new JsonArray();
        return masters.stream()
                .map(JsonObject.class::cast)
                .filter(m -> m.getBoolean("alive"))
                .count();
    }

    private String ask(Address master, HttpMethod method, String path, String body) {
        try {
            return await(dmctl.request(master, method, path)
                            .compose(request -> request.putHeader("content-type", "application/json")
                                    .send(Buffer.buffer(body)))
                            .compose(HttpClientResponse::body))
                    .toString();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private NodeChannel channel(String name, CertificateAuthority by) {
        PemFiles files = by.issue(Leaf.named(name)).writeTo(directory.resolve(name + "-" + System.nanoTime()));
        files.replaceTrust(before, after);
        return NodeChannel.open(
                vertx,
                SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString()),
                Duration.ofSeconds(10));
    }

    private String text(String name) {
        int i = NAMES.indexOf(name);
        PemFiles files = before.issue(Leaf.named("dm-master")).writeTo(directory.resolve(name));
        String founders = NAMES.stream()
                .map(each -> each + "=" + peerPort(NAMES.indexOf(each)))
                .collect(Collectors.joining(","));
        return """
                name = "%s"
                master-addr = "%s"
                peer-urls = "%s"
                initial-cluster = "%s"
                data-dir = "%s"
                secret-key-path = "%s"
                ssl-ca = "%s"
                ssl-cert = "%s"
                ssl-key = "%s"
                """
                        .formatted(
                                name,
                                port(i),
                                peerPort(i),
                                founders,
                                directory.resolve(name + ".data"),
                                directory.resolve("masters.key"),
                                files.ca(),
                                files.cert(),
                                files.key())
                + LIST;
    }

    private PemFiles files(String name) {
        return PemFiles.in(directory.resolve(name));
    }

    private Address port(int master) {
        return new Address("127.0.0.1", ports.get(master));
    }

    private Address peerPort(int master) {
        return new Address("127.0.0.1", ports.get(NAMES.size() + master));
    }

    private static ErrorCode code(Throwable e) {
        assertThat(e).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(DmException.class);
        return ((DmException) e.getCause()).code();
    }

    private static List<Integer> freePorts() {
        List<ServerSocket> held =
                IntStream.range(0, 2 * NAMES.size()).mapToObj(i -> held()).toList();
        List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
        held.forEach(PeerPortTest::release);
        return ports;
    }

    private static ServerSocket held() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
