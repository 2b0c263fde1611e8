package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.TlsLimits;
import io.dm4j.config.TlsVersion;
import io.dm4j.error.DmException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No handshake agrees on less than was asked for. */
class TlsLimitsTest {
    private static final String STRONG = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";
    private static final String OTHER = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestCa ca = TestCa.named("house");

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aPortWithTheFloorOf13RefusesTls12(TestEngine engine) throws IOException {
        TestPort port = open(engine, new TlsLimits(TlsVersion.V1_3, List.of()));

        assertThat(new SocketCaller(context(), "TLSv1.3").call(port.number()).status())
                .isEqualTo(200);
        assertThatThrownBy(() -> new SocketCaller(context(), "TLSv1.2").call(port.number()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aPortAgreesOnItsCipherSuitesOnly(TestEngine engine) throws IOException {
        TestPort port = open(engine, new TlsLimits(TlsVersion.V1_2, List.of(STRONG)));

        assertThat(suite(port, OTHER, STRONG)).isEqualTo(STRONG);
        assertThatThrownBy(() -> suite(port, OTHER)).isInstanceOf(IOException.class);
    }

    @Test
    void aClientWithTheFloorOf13LeavesAServerOf12Alone() {
        TestPort port = open(TestEngine.JDK, new TlsLimits(TlsVersion.V1_2, List.of(STRONG)));
        TestFiles files = TestFiles.of(directory, "client", ca, ca.issue("c"));

        assertThat(status(files, port, TlsLimits.DEFAULT)).isEqualTo(200);
        assertThatThrownBy(() -> status(files, port, new TlsLimits(TlsVersion.V1_3, List.of())))
                .hasCauseInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "V1_2, TLS_MADE_UP,                             is not known here",
        "V1_2, TLS_RSA_WITH_NULL_SHA256,                is broken",
        "V1_2, TLS_ECDH_anon_WITH_AES_256_CBC_SHA,      is broken",
        "V1_3, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,   is one of TLS 1.3"
    })
    void refusesSuitesThatAreNoneOrOfNoUse(TlsVersion floor, String suite, String why) {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));

        assertThatThrownBy(() ->
                        TlsStore.open(files.config().withLimits(new TlsLimits(floor, List.of(suite))), TlsRole.SERVER))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(TlsError.SUITE_UNUSABLE))
                .hasMessageContaining(suite)
                .hasMessageContaining(why);
    }

    @Test
    void aFloorThatIsBrokenIsAWarningInTheStatus() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));

        TlsStore store =
                TlsStore.open(files.config().withLimits(new TlsLimits(TlsVersion.V1_0, List.of())), TlsRole.GUEST);

        assertThat(store.status().warnings())
                .containsExactly("tls-min-version: TLS 1.0, which is broken, may be spoken");
        assertThat(TlsClient.options(store.current()).getEnabledSecureTransportProtocols())
                .containsExactly("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    }

    private TestPort open(TestEngine engine, TlsLimits limits) {
        TestFiles files = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        return TestPort.open(vertx, TlsStore.open(files.config().withLimits(limits), TlsRole.SERVER), engine);
    }

    private SSLContext context() {
        return CallersTest.generation(ca, Optional.of(ca.issue("caller"))).sslContext();
    }

    private String suite(TestPort port, String... offered) throws IOException {
        try (SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", port.number())) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(offered);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }

    private int status(TestFiles files, TestPort port, TlsLimits limits) {
        TlsClient client = new TlsClient(
                TlsStore.open(files.config().withLimits(limits), TlsRole.CLIENT),
                vertx.httpClientBuilder().with(new HttpClientOptions().setSsl(true)));
        return Await.result(
                client.fresh().request(port.request(HttpMethod.GET, "/name")).compose(request -> request.send()
                        .map(HttpClientResponse::statusCode)));
    }
}
