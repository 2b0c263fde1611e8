package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.ServerIdentity;
import io.dm4j.config.SslMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client knows its server where the dialed host does not tell: by another name, or by its fingerprint. */
class ServerIdentityTest {
    /** Held until the test ends: Vert.x closes a client that nobody refers to any more. */
    private final List<TlsClient> clients = new ArrayList<>();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestCa ca = TestCa.named("house");

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void aNameOfTheOperatorStandsForTheDialedHost() {
        TestPort port = open(ca, ca.issue(TestCa.Leaf.named("x").forHosts("db.example")));

        assertThat(Await.result(call(port, trusting(named("db.example"))))).isEqualTo("c");
        assertThat(Await.failure(call(port, trusting(named("db2.example")))))
                .hasStackTraceContaining("is not one for ssl-server-name db2.example");
        assertThat(Await.failure(call(port, trusting(ServerIdentity.BY_HOST)))).hasStackTraceContaining("127.0.0.1");
    }

    @Test
    void blockingClientsCheckTheNameToo() throws IOException {
        TestPort port = open(ca, ca.issue(TestCa.Leaf.named("x").forHosts("db.example")));

        assertThat(blocking(named("db.example")).call(port.number()).status()).isEqualTo(200);
        assertThatThrownBy(() -> blocking(named("other.example")).call(port.number()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "db.example,    db.example,          true",
        "DB.example,    db.EXAMPLE,          true",
        "a.example.org, *.example.org,       true",
        "example.org,   *.example.org,       false",
        "b.a.example.org, *.example.org,     false",
        "a.example.org, a.*.org,             false",
        "a.org,         *.org,               false",
        "10.0.0.1,      10.0.0.1,            true",
        "10.0.0.2,      10.0.0.1,            false",
        "0::1,          0:0:0:0:0:0:0:1,     true",
        "self-made,     '',                  true",
        "SELF-made,     '',                  true",
        "self,          '',                  false",
        "self-made,     db.example,          false",
        "self-made,     10.0.0.1,            false"
    })
    void comparesAsHostNamesAreCompared(String expected, String alternative, boolean same) {
        TestCa.Leaf leaf = TestCa.Leaf.named("self-made");
        TestCa.Issued issued = ca.issue(alternative.isEmpty() ? leaf.forHosts() : leaf.forHosts(alternative));

        assertThat(new ServerName(expected).isOf(issued.leaf())).isEqualTo(same);
    }

    @Test
    void aFingerprintStandsForTheName() {
        TestCa.Issued server = ca.issue(TestCa.Leaf.named("x").forHosts());
        TestPort port = open(ca, server);

        assertThat(Await.result(call(port, trusting(pinned(ca.issue("next"), server)))))
                .isEqualTo("c");
        assertThat(Await.failure(call(port, trusting(pinned(ca.issue("next"))))))
                .hasStackTraceContaining(Certificates.fingerprint(server.leaf()))
                .hasStackTraceContaining("is not ssl-server-fingerprint");
    }

    @Test
    void aFingerprintDoesNotStandForTheChain() {
        TestCa elsewhere = TestCa.named("elsewhere");
        TestCa.Issued server = elsewhere.issue("x");
        TestPort port = open(elsewhere, server);

        assertThat(Await.failure(call(port, trusting(pinned(server))))).hasStackTraceContaining("is not trusted");
    }

    @Test
    void aFingerprintIsEnoughWhereNoCaIsNamed() {
        TestCa elsewhere = TestCa.named("elsewhere");
        TestCa.Issued server = elsewhere.issue("x");
        TestPort port = open(elsewhere, server, ca);
        SecurityConfig pinned = withoutCa(pinned(server));

        assertThat(Await.result(call(port, pinned))).isEqualTo("c");
        assertThat(Await.failure(call(port, withoutCa(pinned(ca.issue("x"))))))
                .hasStackTraceContaining("is not ssl-server-fingerprint");
    }

    @Test
    void aFingerprintOutlivesNoCertificate() {
        TestCa elsewhere = TestCa.named("elsewhere");
        TestCa.Issued server = elsewhere.issue("x");
        TestClock clock = new TestClock();
        SecurityConfig config = withoutCa(pinned(server));
        TlsStore store = TlsStore.open(config, TlsRole.GUEST, config::allowed, clock);

        clock.advance(
                Duration.between(Instant.now(), server.leaf().getNotAfter().toInstant())
                        .plusSeconds(60));

        assertThatThrownBy(() -> store.current()
                        .trust()
                        .checkServerTrusted(server.chain().toArray(X509Certificate[]::new), "EC"))
                .hasMessageContaining("expired");
    }

    private static ServerIdentity named(String name) {
        return new ServerIdentity(SslMode.VERIFY_IDENTITY, name, List.of());
    }

    private static ServerIdentity pinned(TestCa.Issued... servers) {
        return new ServerIdentity(
                SslMode.VERIFY_IDENTITY,
                "",
                List.of(servers).stream()
                        .map(server -> Certificates.fingerprint(server.leaf()))
                        .toList());
    }

    private TestPort open(TestCa issuer, TestCa.Issued own) {
        return open(issuer, own, ca);
    }

    /** A port that lets callers of another CA in. */
    private TestPort open(TestCa issuer, TestCa.Issued own, TestCa ofCallers) {
        TestFiles files = TestFiles.of(directory, "server", issuer, own);
        TestFiles.replace(files.ca(), issuer.pem() + ofCallers.pem());
        return TestPort.open(vertx, TlsStore.open(files.config(), TlsRole.SERVER));
    }

    private SecurityConfig trusting(ServerIdentity server) {
        return TestFiles.of(directory, "client", ca, ca.issue("c")).config().withServer(server);
    }

    private SecurityConfig withoutCa(ServerIdentity server) {
        SecurityConfig whole = trusting(server);
        return SecurityConfig.of(PemInput.ABSENT, whole.cert(), whole.key()).withServer(server);
    }

    private SocketCaller blocking(ServerIdentity server) {
        return new SocketCaller(
                TlsStore.open(trusting(server), TlsRole.GUEST).last().sslContext(), "TLSv1.3");
    }

    private Future<String> call(TestPort port, SecurityConfig config) {
        TlsClient client = new TlsClient(
                TlsStore.open(config, TlsRole.GUEST),
                vertx.httpClientBuilder().with(new HttpClientOptions().setSsl(true)));
        clients.add(client);
        return client.fresh()
                .request(port.request(HttpMethod.GET, "/name"))
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString);
    }
}
