package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.tls.Callers.Refused;
import io.dm4j.tls.TlsStatus.RevocationStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A list of revoked certificates is part of the set: whom it names is out, and a list that is nobody's word never serves. */
class RevocationTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final TestCa ca = TestCa.named("house");
    private TestFiles files;
    private Path crl;

    @BeforeEach
    void write() {
        files = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        crl = directory.resolve("crl.pem");
        TestFiles.replace(crl, ca.revoking());
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
    void aRevokedCallerIsRefusedInItsHandshakeAndDoesNotResume(TestEngine engine, String version) throws IOException {
        TestPort port = TestPort.open(vertx, store(), engine);
        TestCa.Issued caller = ca.issue("caller");
        TestCa.Issued other = ca.issue("other");
        SocketCaller before = caller(caller, version);
        assertThat(before.call(port.number()).status()).isEqualTo(200);

        TestFiles.replace(crl, ca.revoking(caller.leaf()));

        assertThatThrownBy(() -> before.call(port.number())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> caller(caller, version).call(port.number())).isInstanceOf(IOException.class);
        assertThat(caller(other, version).call(port.number()).status()).isEqualTo(200);
        Await.until(
                "refusals are counted by name and reason",
                () -> port.callers().refusals().equals(List.of(new Refused("caller", "revoked", 2))));
    }

    @Test
    void theNextRequestOfARevokedCallerIsRefusedAndItsConnectionClosed() {
        TestPort port = TestPort.open(vertx, store());
        TestCa.Issued caller = ca.issue("caller");
        TlsClient client = client(TestFiles.of(directory, "client", ca, caller).config());
        assertThat(status(client, port)).isEqualTo(200);

        TestFiles.replace(crl, ca.revoking(caller.leaf()));
        port.store().current();

        assertThat(status(client, port)).isEqualTo(401);
        port.callers().sweep();
        assertThat(port.callers().connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aCallerOfARevokedIntermediateIsRefused(TestEngine engine) throws IOException {
        TestCa between = ca.intermediate("between");
        TestPort port = TestPort.open(vertx, store(), engine);
        SocketCaller caller = caller(between.issue("caller"), "TLSv1.3");
        assertThat(caller.call(port.number()).status()).isEqualTo(200);

        TestFiles.replace(crl, ca.revoking(between.certificate()));

        assertThatThrownBy(() -> caller.call(port.number())).isInstanceOf(IOException.class);
        assertThat(port.callers().refused()).containsEntry("revoked", 1L);
    }

    @Test
    void aClientRefusesARevokedServerAndLeavesOneItIsConnectedTo() {
        TestFiles serverFiles = TestFiles.of(directory, "other", ca, ca.issue("dm"));
        TestPort port = TestPort.open(vertx, TlsStore.open(serverFiles.config(), TlsRole.SERVER));
        TlsClient client = client(
                TestFiles.of(directory, "client", ca, ca.issue("c")).config().withCrl(PemInput.file(crl.toString())));
        assertThat(status(client, port)).isEqualTo(200);

        TestFiles.replace(crl, ca.revoking(port.store().last().chain().get(0)));
        client.sweep();

        Await.until("the connection is closed", () -> port.callers().connections() == 0);
        assertThat(Await.failure(client.fresh().request(port.request(HttpMethod.GET, "/name"))))
                .hasStackTraceContaining("the certificate of dm is revoked");
    }

    @Test
    void aCaWithoutAListIsNotAsked() throws IOException {
        TestCa second = TestCa.named("second");
        TestFiles.replace(files.ca(), ca.pem() + second.pem());
        TestPort port = TestPort.open(vertx, store());

        assertThat(caller(second.issue("caller"), "TLSv1.3").call(port.number()).status())
                .isEqualTo(200);
    }

    @Test
    void aFileHoldsTheListsOfSeveralCas() {
        TestCa second = TestCa.named("second");
        TestFiles.replace(files.ca(), ca.pem() + second.pem());
        TestFiles.replace(crl, ca.revoking(ca.issue("x").leaf()) + second.revoking());

        assertThat(store().status().revocations())
                .extracting(RevocationStatus::issuer, RevocationStatus::entries)
                .containsExactly(tuple("CN=house", 1), tuple("CN=second", 0));
    }

    /** Two CAs may bear one name and count alike: the list of one says nothing about the other's certificates. */
    @Test
    void aListSpeaksOnlyForTheKeyThatSignedIt() throws IOException {
        TestCa namesake = TestCa.named("house");
        TestCa.Issued caller = namesake.issue("caller");
        TestFiles.replace(files.ca(), ca.pem() + namesake.pem());
        TestFiles.replace(crl, ca.revoking(caller.leaf()));

        TestPort port = TestPort.open(vertx, store());

        assertThat(caller(caller, "TLSv1.3").call(port.number()).status()).isEqualTo(200);
    }

    @Test
    void refusesAListThatNoCaHasSigned() {
        TestFiles.replace(crl, TestCa.named("house").revoking());

        refused(TlsError.REVOCATIONS_UNTRUSTED)
                .hasMessageContaining(crl.toString())
                .hasMessageContaining("CN=house");
    }

    @Test
    void refusesADeltaList() {
        TestFiles.replace(crl, ca.deltaList());

        refused(TlsError.REVOCATIONS_UNUSABLE).hasMessageContaining("a delta");
    }

    @Test
    void refusesAFileWithoutAList() {
        TestFiles.replace(crl, ca.pem());

        refused(TlsError.PEM_MALFORMED).hasMessageContaining("holds no X509 CRL");
    }

    @Test
    void refusesASetWhoseOwnCertificateIsRevoked() {
        TestCa.Issued own = ca.issue("dm");
        files.write(ca.pem(), own);
        TestFiles.replace(crl, ca.revoking(own.leaf()));

        refused(TlsError.OWN_REVOKED).hasMessageContaining(files.cert().toString());
    }

    @Test
    void aBadListKeepsTheLastGoodSetAndSaysWhy() {
        TlsStore store = store();

        TestFiles.replace(crl, TestCa.named("elsewhere").revoking());
        store.current();
        clock.advance(Duration.ofSeconds(6));

        assertThat(store.current().number()).isEqualTo(1);
        assertThat(store.trouble().orElseThrow().cause().code()).isEqualTo(TlsError.REVOCATIONS_UNTRUSTED);
        assertThat(store.status().failedReloads()).containsEntry("revocations_untrusted", 1L);
    }

    @Test
    void anOverdueListGoesOnRefusingAndIsTrouble() {
        TestCa.Issued caller = ca.issue("caller");
        TestFiles.replace(crl, ca.revoking(Instant.now().minusSeconds(1), caller.leaf()));
        TestPort port = TestPort.open(vertx, store());

        assertThatThrownBy(() -> caller(caller, "TLSv1.3").call(port.number())).isInstanceOf(IOException.class);
        clock.advance(Duration.ofSeconds(6));
        TlsTrouble trouble = port.store().trouble().orElseThrow();
        assertThat(trouble.cause().code()).isEqualTo(TlsError.REVOCATIONS_OVERDUE);
        TestFiles.replace(crl, ca.revoking(caller.leaf()));
        port.store().current();
        assertThat(port.store().trouble()).isEmpty();
    }

    private SecurityConfig config() {
        return files.config().withCrl(PemInput.file(crl.toString()));
    }

    private TlsStore store() {
        SecurityConfig config = config();
        return TlsStore.open(config, TlsRole.SERVER, config::allowed, clock);
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(TlsError code) {
        return assertThatThrownBy(() -> TlsStore.open(config(), TlsRole.SERVER))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private SocketCaller caller(TestCa.Issued own, String version) {
        return new SocketCaller(CallersTest.generation(ca, Optional.of(own)).sslContext(), version);
    }

    private TlsClient client(SecurityConfig config) {
        return new TlsClient(
                TlsStore.open(config, TlsRole.CLIENT),
                vertx.httpClientBuilder()
                        .with(new HttpClientOptions()
                                .setSsl(true)
                                .setUseAlpn(true)
                                .setProtocolVersion(HttpVersion.HTTP_2)));
    }

    private static int status(TlsClient client, TestPort port) {
        return Await.result(
                client.fresh().request(port.request(HttpMethod.GET, "/name")).compose(request -> request.send()
                        .map(HttpClientResponse::statusCode)));
    }
}
