package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SslMode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a client shows and whom it accepts, at a real port. */
class TlsClientTest {
    /** Held until the test ends: Vert.x closes a client that nobody refers to any more. */
    private final List<TlsClient> clients = new ArrayList<>();

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final TestCa ca = TestCa.named("house");

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void presentsTheNewCertificateAtTheNextRequest(HttpVersion version) {
        TestPort port = open(ca.issue("dm"));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("before"));
        TlsClient client = client(files.config(), version);
        assertThat(Await.result(name(client, port))).isEqualTo("before");

        files.write(ca.pem(), ca.issue("after"));

        assertThat(Await.result(name(client, port))).isEqualTo("after");
    }

    @Test
    void leavesAServerWhoseCaWasWithdrawnAndFindsItBack() {
        TestCa next = TestCa.named("next");
        TestPort port = open(ca.issue("dm"));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));
        TlsClient client = client(files.config(), HttpVersion.HTTP_2);
        assertThat(Await.result(name(client, port))).isEqualTo("c");

        files.write(next.pem(), next.issue("c"));
        client.sweep();

        Await.until("the connection is closed", () -> port.callers().connections() == 0);
        files.write(ca.pem(), ca.issue("c"));
        client.sweep();
        assertThat(Await.result(name(client, port))).isEqualTo("c");
        client.sweep();
        assertThat(port.callers().connections()).isEqualTo(1);
    }

    @Test
    void leavesAServerWhoseCaWasWithdrawnByItselfUntilItIsClosed() {
        TestCa next = TestCa.named("next");
        TestPort port = open(ca.issue("dm"));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));
        TlsStore store = TlsStore.open(files.config(), TlsRole.CLIENT);
        TlsClient client = TlsClient.http2(vertx, store);
        clients.add(client);
        assertThat(Await.result(name(client, port))).isEqualTo("c");

        files.write(next.pem(), next.issue("c"));

        Await.until("the connection is closed", () -> port.callers().connections() == 0);
        Await.result(client.close());
        files.write(ca.pem(), ca.issue("c"));
        Await.result(vertx.timer(500, TimeUnit.MILLISECONDS)); // for a look that was under way
        Instant looked = store.status().lastLook();
        Await.result(vertx.timer(1500, TimeUnit.MILLISECONDS)); // longer than from look to look
        assertThat(store.status().lastLook()).isEqualTo(looked);
    }

    @Test
    void leavesAServerWhoseNameIsNotListedAnyMore() {
        AtomicReference<AllowedCallers> listed = new AtomicReference<>(AllowedCallers.named("dm"));
        TestPort port = open(ca.issue("dm"));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));
        TlsClient client =
                client(TlsStore.open(files.config(), TlsRole.CLIENT, listed::get, clock), HttpVersion.HTTP_1_1);
        assertThat(Await.result(name(client, port))).isEqualTo("c");

        listed.set(AllowedCallers.named("dm2"));
        client.sweep();

        Await.until("the connection is closed", () -> port.callers().connections() == 0);
    }

    @Test
    void leavesAServerWhoseCertificateRanOutAndDoesNotResumeItsSession() {
        Instant now = Instant.now();
        TestPort port =
                open(ca.issue(TestCa.Leaf.named("dm").dates(now.minusSeconds(60), now.plus(Duration.ofHours(1)))));
        TlsClient client =
                client(TestFiles.of(directory, "client", ca, ca.issue("c")).config(), HttpVersion.HTTP_2);
        assertThat(Await.result(name(client, port))).isEqualTo("c");

        clock.advance(Duration.ofHours(2));
        client.sweep();

        Await.until("the connection is closed", () -> port.callers().connections() == 0);
        assertThat(Await.failure(name(client, port))).hasStackTraceContaining("the certificate of dm expired");
    }

    @Test
    void keepsItsConnectionWhileTheFilesStayTheSame() {
        TestPort port = open(ca.issue("dm"));
        TlsClient client =
                client(TestFiles.of(directory, "client", ca, ca.issue("c")).config(), HttpVersion.HTTP_2);

        for (int i = 0; i < 5; i++) {
            assertThat(Await.result(name(client, port))).isEqualTo("c");
        }

        assertThat(port.callers().connected()).contains(new Callers.Connected("c", 1, 1));
    }

    @Test
    void followsTheServerToANewCa() {
        TestFiles serverFiles = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        TestPort port = TestPort.open(vertx, TlsStore.open(serverFiles.config(), TlsRole.SERVER));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));
        TlsClient client = client(files.config(), HttpVersion.HTTP_2);
        assertThat(Await.result(name(client, port))).isEqualTo("c");

        TestCa next = TestCa.named("next");
        serverFiles.write(next.pem(), next.issue("dm"));
        files.write(next.pem(), next.issue("d"));

        assertThat(Await.result(name(client, port))).isEqualTo("d");
    }

    @Test
    void refusesAServerOfAnotherCa() {
        TestCa elsewhere = TestCa.named("elsewhere");
        TestPort port = TestPort.open(
                vertx,
                TlsStore.open(
                        TestFiles.of(directory, "server", elsewhere, elsewhere.issue("dm"))
                                .config(),
                        TlsRole.SERVER));
        TlsClient client =
                client(TestFiles.of(directory, "client", ca, ca.issue("c")).config(), HttpVersion.HTTP_2);

        assertThat(Await.failure(name(client, port))).hasStackTraceContaining("PKIX path");
    }

    @Test
    void refusesAServerWhoseCertificateIsForAnotherHost() {
        TestPort port = open(ca.issue(TestCa.Leaf.named("dm").forHosts("db.example")));
        TlsClient client =
                client(TestFiles.of(directory, "client", ca, ca.issue("c")).config(), HttpVersion.HTTP_2);

        assertThat(Await.failure(name(client, port))).hasStackTraceContaining("127.0.0.1");
    }

    @Test
    void verifyCaAcceptsACertificateWithoutTheHost() {
        TestPort port = open(ca.issue(TestCa.Leaf.named("dm").forHosts()));
        SecurityConfig strict =
                TestFiles.of(directory, "client", ca, ca.issue("c")).config();
        SecurityConfig chainOnly = strict.withSslMode(SslMode.VERIFY_CA);

        assertThat(Await.result(name(client(chainOnly, HttpVersion.HTTP_2), port)))
                .isEqualTo("c");
    }

    @Test
    void refusesAServerWhoseNameIsNotListed() {
        TestPort port = open(ca.issue("stranger"));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));
        TlsClient client = client(files.config("dm", "dm-standby"), HttpVersion.HTTP_2);

        assertThat(Await.failure(name(client, port)))
                .hasStackTraceContaining("stranger")
                .hasStackTraceContaining("cert-allowed-cn");
    }

    @Test
    void acceptsAServerByAnyEntryOfTheList() {
        TestPort port = open(ca.issue("dm-standby"));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));
        TlsClient client = client(files.config("dm", "dm-standby"), HttpVersion.HTTP_2);

        assertThat(Await.result(name(client, port))).isEqualTo("c");
    }

    @ParameterizedTest
    @EnumSource(SslMode.class)
    void pemOptionsByValueReachTheServerToo(SslMode mode) {
        TestPort port = open(ca.issue("dm"));
        TlsStore store = TlsStore.open(
                TestFiles.of(directory, "client", ca, ca.issue("c")).config().withSslMode(mode), TlsRole.GUEST);
        ClientSSLOptions options = TlsClient.pemOptions(store.current());

        HttpClientAgent agent = vertx.createHttpClient();
        Future<String> name = agent.request(target(port).setSslOptions(options))
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString);

        assertThat(options.getKeyCertOptions()).isInstanceOf(PemKeyCertOptions.class);
        assertThat(Await.result(name)).isEqualTo("c");
    }

    @Test
    void pemOptionsGiveWayWhereTheyWouldSayLess() {
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));

        ClientSSLOptions listed = TlsClient.pemOptions(
                TlsStore.open(files.config("dm"), TlsRole.GUEST).current());

        assertThat(listed.getTrustOptions()).isInstanceOf(GenerationTrustOptions.class);
    }

    private TestPort open(TestCa.Issued own) {
        return TestPort.open(
                vertx, TlsStore.open(TestFiles.of(directory, "server", ca, own).config(), TlsRole.SERVER));
    }

    private TlsClient client(SecurityConfig config, HttpVersion version) {
        return client(TlsStore.open(config, TlsRole.CLIENT, config::allowed, clock), version);
    }

    private TlsClient client(TlsStore store, HttpVersion version) {
        TlsClient client = new TlsClient(
                store,
                vertx.httpClientBuilder()
                        .with(new HttpClientOptions()
                                .setSsl(true)
                                .setUseAlpn(true)
                                .setProtocolVersion(version)));
        clients.add(client);
        return client;
    }

    private static RequestOptions target(TestPort port) {
        return port.request(HttpMethod.GET, "/name");
    }

    private static Future<String> name(TlsClient client, TestPort port) {
        return client.fresh()
                .request(target(port))
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString);
    }
}
