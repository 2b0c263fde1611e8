package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;

import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.MasterFile;
import io.dm4j.config.SecurityConfig;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Masters m1, which leads until the test says otherwise, and m2, each with a list of its own; callers show certificates of their own. */
final class TwoMasters implements AutoCloseable {
    /** What the lists differ in: m2 knows "guest", and thinks more of "auditor". */
    private static final String LIST_OF_M1 =
            """
            [cert-allowed-cn]
            admin = ["dmctl"]
            observer = ["monitor", "auditor"]
            master = ["m2"]
            """;

    private static final String LIST_OF_M2 =
            """
            [cert-allowed-cn]
            admin = ["dmctl", "guest", "auditor"]
            observer = ["monitor"]
            master = ["m1"]
            """;

    final TestLead seenByM1 = TestLead.ofOurs();
    final TestLead seenByM2 = TestLead.ofNobody();
    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("masters' CA");
    private final Path directory;
    private final boolean tls;
    private final MasterVerticle m1;
    private final MasterVerticle m2;
    private final Map<String, NodeChannel> channels = new HashMap<>();

    record Answer(int status, MultiMap headers, Buffer body, MultiMap trailers) {
        static Future<Answer> of(HttpClientResponse response) {
            return response.body()
                    .map(body -> new Answer(response.statusCode(), response.headers(), body, response.trailers()));
        }

        /** Wherever it stands. */
        String grpcStatus() {
            return headers.contains("grpc-status") ? headers.get("grpc-status") : trailers.get("grpc-status");
        }

        String grpcMessage() {
            return headers.contains("grpc-message") ? headers.get("grpc-message") : trailers.get("grpc-message");
        }
    }

    private TwoMasters(Path directory, boolean tls) throws Exception {
        this.directory = directory;
        this.tls = tls;
        m1 = master("m1", LIST_OF_M1, seenByM1);
        m2 = master("m2", LIST_OF_M2, seenByM2);
        await(vertx.deployVerticle(m1));
        await(vertx.deployVerticle(m2));
        m1Leads();
    }

    static TwoMasters underTls(Path directory) throws Exception {
        return new TwoMasters(directory, true);
    }

    static TwoMasters inPlainText(Path directory) throws Exception {
        return new TwoMasters(directory, false);
    }

    private MasterVerticle master(String name, String lists, TestLead lead) {
        String keys = "name = \"%s\"%nmaster-addr = \"127.0.0.1:0\"%nrpc-timeout = \"30s\"%ndata-dir = \"%s\"%n"
                .formatted(name, directory.resolve(name + ".data"));
        String text = tls ? keys + material(name) + lists : keys;
        return new MasterVerticle(MasterFile.parse(name, text, Map.of()).value(), new TestCluster.NoChecks(), lead);
    }

    private String material(String name) {
        PemFiles files = pem(name);
        return "ssl-ca = \"%s\"%nssl-cert = \"%s\"%nssl-key = \"%s\"%n"
                .formatted(files.ca(), files.cert(), files.key());
    }

    private PemFiles pem(String name) {
        return authority.issue(Leaf.named(name)).writeTo(directory.resolve(name));
    }

    Vertx vertx() {
        return vertx;
    }

    CertificateAuthority authority() {
        return authority;
    }

    void m1Leads() {
        seenByM1.isOurs(true);
        seenByM1.isNowhere();
        seenByM2.isAt(m1.address());
    }

    Address m1() {
        return m1.address();
    }

    Address m2() {
        return m2.address();
    }

    MasterClient client(String name, Address at) {
        return new MasterClient(channel(name), List.of(at));
    }

    NodeChannel channel(String name) {
        return channels.computeIfAbsent(name, n -> NodeChannel.open(vertx, security(n), Duration.ofSeconds(30)));
    }

    private SecurityConfig security(String name) {
        if (!tls) {
            return SecurityConfig.NONE;
        }
        PemFiles files = pem(name);
        return SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
    }

    /** By HTTP/2. */
    Answer call(String name, Address at, HttpMethod method, String path, MultiMap headers, Buffer body)
            throws Exception {
        return await(channel(name).request(at, method, path).compose(request -> {
            request.headers().addAll(headers);
            return request.send(body).compose(Answer::of);
        }));
    }

    Answer get(String name, Address at, String path) throws Exception {
        return call(name, at, HttpMethod.GET, path, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    }

    Answer post(String name, Address at, String path, String json) throws Exception {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");
        return call(name, at, HttpMethod.POST, path, headers, Buffer.buffer(json));
    }

    /** An empty message. */
    Answer grpc(String name, Address at, String path, String... header) throws Exception {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("content-type", "application/grpc")
                .add("te", "trailers");
        for (int i = 0; i < header.length; i += 2) {
            headers.add(header[i], header[i + 1]);
        }
        return call(name, at, HttpMethod.POST, path, headers, Buffer.buffer(new byte[5]));
    }

    @Override
    public void close() throws Exception {
        for (NodeChannel channel : channels.values()) {
            await(channel.close());
        }
        await(vertx.close());
    }
}
