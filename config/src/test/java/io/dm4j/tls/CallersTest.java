package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.AllowedName;
import io.dm4j.config.Roles;
import io.dm4j.config.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who is put out again, at a real port. */
class CallersTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final AtomicReference<AllowedCallers> allowed = new AtomicReference<>(AllowedCallers.named("dm", "dmctl"));
    private final TestCa ca = TestCa.named("house");
    private TestFiles serverFiles;
    private TestPort port;

    @BeforeEach
    void open() {
        serverFiles = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        port = TestPort.open(vertx, TlsStore.open(serverFiles.config(), TlsRole.SERVER, allowed::get, clock));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void admitsAListedNameAndTellsItToTheRoutes(HttpVersion version) {
        TlsClient client = client("dmctl", version);

        Told told = get(client);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.version()).isEqualTo(version);
        assertThat(told.body().toString()).isEqualTo("dmctl");
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void refusesANameThatIsNotListedWith403(HttpVersion version) {
        TlsClient client = client("other", version);

        Told told = get(client);

        assertThat(told.status()).isEqualTo(403);
        JsonObject body = told.body().toJsonObject();
        assertThat(body.getString("error_msg")).contains("other", "cert-allowed-cn");
        assertThat(body.getInteger("error_code")).isEqualTo(11516);
        assertThat(port.callers().refused()).containsEntry("not_listed", 1L);
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void answersARefusedCallerThatSendsALargeBody(HttpVersion version) {
        TlsClient client = client("other", version);

        Told told = Await.result(
                client.fresh().request(port.request(HttpMethod.POST, "/name")).compose(request -> request.send(
                                Buffer.buffer(new byte[2_000_000]))
                        .compose(Told::by)));

        assertThat(told.status()).isEqualTo(403);
        assertThat(get(client).status()).isEqualTo(403);
    }

    @Test
    void refusesAGrpcCallOfANameThatIsNotListedInTrailersOnly() {
        TlsClient client = client("other", HttpVersion.HTTP_2);

        Told told = callGrpc(client);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.headers().get("content-type")).isEqualTo("application/grpc");
        assertThat(told.headers().get("grpc-status")).isEqualTo("7");
        assertThat(told.headers().get("grpc-message")).contains("other");
        assertThat(told.body().length()).isZero();
    }

    @Test
    void admitsAGrpcCallOfAListedName() {
        TlsClient client = client("dmctl", HttpVersion.HTTP_2);

        Told told = callGrpc(client);

        assertThat(told.headers().get("grpc-status")).isEqualTo("0");
    }

    @Test
    void refusesACallerWithoutTheRoleWith403() {
        allowed.set(new AllowedCallers(List.of(
                AllowedName.commonName("ops", Roles.of("admin")),
                AllowedName.commonName("probe", Roles.of("observer")))));

        Told refused = get(client("probe", HttpVersion.HTTP_2), "/admin");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().toJsonObject().getInteger("error_code")).isEqualTo(11517);
        assertThat(refused.body().toJsonObject().getString("error_msg"))
                .contains("probe has the role observer, and this asks for admin");
        assertThat(get(client("probe", HttpVersion.HTTP_2), "/name").status()).isEqualTo(200);
        assertThat(get(client("ops", HttpVersion.HTTP_2), "/admin").status()).isEqualTo(200);
    }

    @Test
    void saysWhichAlternativeNamesWereSeen() {
        allowed.set(new AllowedCallers(List.of(AllowedName.alternative("uri:spiffe://prod/dm", Roles.EVERY))));
        TestCa.Issued stranger = ca.issue(TestCa.Leaf.named("x").forHosts("127.0.0.1", "spiffe://prod/other"));
        TestCa.Issued listed = ca.issue(TestCa.Leaf.named("x").forHosts("127.0.0.1", "spiffe://prod/dm"));

        Told refused = get(client(stranger, HttpVersion.HTTP_2), "/name");
        Told admitted = get(client(listed, HttpVersion.HTTP_2), "/name");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().toJsonObject().getString("error_msg"))
                .contains("none of [ip:127.0.0.1, uri:spiffe://prod/other] is on cert-allowed-san");
        assertThat(admitted.body().toString()).isEqualTo("uri:spiffe://prod/dm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void refusesACallerWithoutACertificateInTheHandshake(String version) {
        TlsGeneration anonymous = generation(ca, Optional.empty());

        assertThatThrownBy(() -> new SocketCaller(anonymous.sslContext(), version).call(port.number()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void refusesACertificateOfAnotherCa(String version) {
        TlsGeneration stranger =
                generation(ca, Optional.of(TestCa.named("elsewhere").issue("dm")));

        assertThatThrownBy(() -> new SocketCaller(stranger.sslContext(), version).call(port.number()))
                .isInstanceOf(IOException.class);
        Await.until("refusal is counted", () -> port.callers().refused().get("not_trusted") == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void refusesAnExpiredCertificate(String version) {
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        TestCa.Issued old = ca.issue(TestCa.Leaf.named("dm").dates(hourAgo.minus(Duration.ofDays(9)), hourAgo));
        TlsGeneration expired = generation(ca, Optional.of(old));

        assertThatThrownBy(() -> new SocketCaller(expired.sslContext(), version).call(port.number()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void hasWordsForAHandshakeThatEndedWithoutAny() {
        assertThat(Refusals.words(new ClosedChannelException())).contains("the caller closed the connection");
        assertThat(Refusals.words(new IllegalStateException())).isEqualTo("IllegalStateException");
        assertThat(Refusals.words(new IOException("reset"))).isEqualTo("reset");
    }

    @Test
    void refusesPlainText() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port.number()));
            socket.getOutputStream()
                    .write("GET /name HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answer).doesNotContain("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void refusesTheNextRequestOfAnOpenConnectionWhoseNameWasRemoved(HttpVersion version) {
        TlsClient client = client("dmctl", version);
        assertThat(get(client).status()).isEqualTo(200);

        allowed.set(AllowedCallers.named("dm"));
        port.store().current();

        assertThat(get(client).status()).isEqualTo(403);
        assertThat(callGrpc(client).headers().get("grpc-status")).isEqualTo("7");
    }

    @Test
    void refusesTheNextRequestOfAnOpenConnectionWhoseCaWasWithdrawn() {
        TlsClient client = client("dmctl", HttpVersion.HTTP_2);
        assertThat(get(client).status()).isEqualTo(200);

        TestCa next = TestCa.named("next");
        serverFiles.write(next.pem(), next.issue("dm"));
        port.store().current();

        assertThat(get(client).status()).isEqualTo(401);
        assertThat(callGrpc(client).headers().get("grpc-status")).isEqualTo("16");
    }

    @Test
    void refusesTheNextRequestOnceTheCertificateRanOutWithinItsConnection() {
        TestCa.Issued shortLived = ca.issue(TestCa.Leaf.named("dmctl")
                .dates(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofHours(1))));
        TlsClient client = client(shortLived, HttpVersion.HTTP_2);
        assertThat(get(client).status()).isEqualTo(200);

        clock.advance(Duration.ofHours(2));

        Told refused = get(client);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().toJsonObject().getString("error_msg")).contains("expired");
        assertThat(callGrpc(client).headers().get("grpc-status")).isEqualTo("16");
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void sweepEndsARunningStreamOfARemovedName(HttpVersion version) {
        TlsClient client = client("dmctl", version);
        Promise<Void> begun = Promise.promise();
        Future<Void> ended = streamEnd(client, begun);
        Await.result(begun.future());

        allowed.set(AllowedCallers.named("dm"));
        long removed = System.nanoTime();
        port.callers().sweep();

        Await.result(ended);
        assertThat(Duration.ofNanos(System.nanoTime() - removed)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void sweepLeavesCallersAloneThatMayStay() {
        TlsClient client = client("dmctl", HttpVersion.HTTP_2);
        assertThat(get(client).status()).isEqualTo(200);

        port.callers().sweep();

        assertThat(port.callers().connected()).contains(new Callers.Connected("dmctl", 1, 1));
        assertThat(get(client).status()).isEqualTo(200);
    }

    @Test
    void sweepGivesARefusedCallerTheTimeToBeToldWhy() {
        TlsClient client = client("stranger", HttpVersion.HTTP_2);
        assertThat(get(client).status()).isEqualTo(403);

        port.callers().sweep();
        assertThat(port.callers().connections()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(11));
        port.callers().sweep();
        assertThat(port.callers().connections()).isZero();
    }

    @Test
    void admitsEveryNameOfTheCaByAnEmptyList() {
        allowed.set(AllowedCallers.EVERYBODY);
        TlsClient client = client("anyone", HttpVersion.HTTP_2);
        port.store().current();

        assertThat(get(client).status()).isEqualTo(200);
    }

    @Test
    void comparesTheLeafOnly() {
        TestCa between = ca.intermediate("dm");
        TlsClient client = client(between.issue("other"), HttpVersion.HTTP_2);

        assertThat(get(client).status()).isEqualTo(403);
    }

    private TlsClient client(String name, HttpVersion version) {
        return client(ca.issue(name), version);
    }

    private TlsClient client(TestCa.Issued own, HttpVersion version) {
        TestFiles files = TestFiles.of(directory, "client", ca, own);
        return new TlsClient(
                TlsStore.open(files.config(), TlsRole.CLIENT),
                vertx.httpClientBuilder()
                        .with(new HttpClientOptions()
                                .setSsl(true)
                                .setUseAlpn(true)
                                .setProtocolVersion(version)));
    }

    /** Unchecked, for callers whose material our own store would refuse. */
    static TlsGeneration generation(TestCa trusted, Optional<TestCa.Issued> own) {
        return new TlsGeneration(
                1,
                List.of(trusted.certificate()),
                own.map(o -> new KeyPair(o.chain(), o.keys().getPrivate())),
                new ChainTrust(List.of(trusted.certificate()), Revocations.NONE, Instant::now),
                new AllowedNames(AllowedCallers.EVERYBODY),
                SecurityConfig.NONE);
    }

    /** What one request was told, read to its end. */
    private record Told(int status, HttpVersion version, MultiMap headers, Buffer body) {

        static Future<Told> by(HttpClientResponse response) {
            return response.body()
                    .map(body -> new Told(response.statusCode(), response.version(), response.headers(), body));
        }
    }

    private Told get(TlsClient client) {
        return get(client, "/name");
    }

    private Told get(TlsClient client, String path) {
        return Await.result(
                client.fresh().request(port.request(HttpMethod.GET, path)).compose(request -> request.send()
                        .compose(Told::by)));
    }

    private Told callGrpc(TlsClient client) {
        return Await.result(client.fresh()
                .request(port.request(HttpMethod.POST, "/pb.Master/QueryStatus"))
                .compose(request -> request.putHeader("content-type", "application/grpc")
                        .send()
                        .compose(Told::by)));
    }

    /** Completes when a stream that had begun is over, whichever way. */
    private Future<Void> streamEnd(TlsClient client, Promise<Void> begun) {
        Promise<Void> ended = Promise.promise();
        client.fresh()
                .request(port.request(HttpMethod.GET, "/stream"))
                .compose(request -> request.send().onSuccess(response -> response.handler(data -> begun.tryComplete())
                        .exceptionHandler(e -> ended.tryComplete())
                        .endHandler(v -> ended.tryComplete())))
                .onFailure(begun::tryFail);
        return ended.future();
    }
}
