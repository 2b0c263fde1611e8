package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of PEM that serves, by a real handshake; every form that does not, by what it is told. */
class PemFormatsTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestCa ca = TestCa.named("house");

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    /** How one private key is written down. */
    interface KeyForm {
        String write(PrivateKey key) throws Exception;
    }

    static Stream<Arguments> keyForms() {
        return Stream.of(
                form("PKCS#8 RSA", "RSA", PemKeys::pkcs8),
                form("PKCS#8 EC", "EC", PemKeys::pkcs8),
                form("PKCS#8 Ed25519", "Ed25519", PemKeys::pkcs8),
                form("PKCS#1", "RSA", PemKeys::pkcs1),
                form("SEC1", "EC", PemKeys::sec1),
                form("SEC1 after EC PARAMETERS", "EC", key -> PemKeys.ecParameters() + PemKeys.sec1(key)),
                form(
                        "SEC1, curve only in EC PARAMETERS",
                        "EC",
                        key -> PemKeys.ecParameters() + PemKeys.sec1WithoutCurve(key)),
                form("CRLF", "EC", key -> PemKeys.pkcs8(key).replace("\n", "\r\n")),
                form("text before the armour", "EC", key -> "Bag Attributes\n  localKeyID: 01\n" + PemKeys.pkcs8(key)),
                form(
                        "indented, no last newline",
                        "EC",
                        key -> " " + PemKeys.pkcs8(key).replace("\n", "\n ").strip()),
                form("byte order mark", "EC", key -> "\ufeff" + PemKeys.pkcs8(key)),
                form("one long line", "EC", PemKeys::oneLine));
    }

    private static Arguments form(String name, String algorithm, KeyForm form) {
        return Arguments.of(name, algorithm, form);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyForms")
    void servesWithEveryFormOfKey(String name, String algorithm, KeyForm form) throws Exception {
        TestCa.Issued own = ca.issue(TestCa.Leaf.named("dm").algorithm(algorithm));
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), form.write(own.keys().getPrivate()));

        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            assertThat(SocketCaller.nameShown(vertx, files.config(), ca, version))
                    .isEqualTo("dm");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyForms")
    void givesVertxWhatItReadsByValue(String name, String algorithm, KeyForm form) throws Exception {
        TestCa.Issued own = ca.issue(TestCa.Leaf.named("dm").algorithm(algorithm));
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), form.write(own.keys().getPrivate()));

        TlsGeneration generation = TlsStore.open(files.config(), TlsRole.SERVER).current();

        assertThat(generation.keyCertOptions().isPresent()).isEqualTo(!algorithm.equals("Ed25519"));
        if (generation.keyCertOptions().isPresent()) {
            assertThat(generation
                            .keyCertOptions()
                            .get()
                            .getKeyManagerFactory(vertx)
                            .getKeyManagers())
                    .hasSize(1);
        }
        assertThat(generation.trustOptions().getTrustManagerFactory(vertx).getTrustManagers())
                .hasSize(1);
    }

    @Test
    void servesLeafAndIntermediateToAClientThatKnowsTheRootOnly() throws IOException {
        TestCa between = ca.intermediate("between");
        TestFiles files = TestFiles.of(directory, "server", ca, between.issue("dm"));

        assertThat(SocketCaller.nameShown(vertx, files.config(), ca, "TLSv1.3")).isEqualTo("dm");
    }

    @Test
    void trustsAVersion1Ca() throws IOException {
        TestCa old = TestCa.version1("localhost");
        TestFiles files = TestFiles.of(directory, "server", old, old.issue("dm"));

        assertThat(SocketCaller.nameShown(vertx, files.config(), old, "TLSv1.2"))
                .isEqualTo("dm");
        assertThat(SocketCaller.nameShown(vertx, files.config(), old, "TLSv1.3"))
                .isEqualTo("dm");
    }

    @Test
    void takesCertificatesWithTextAndCrlfAndTheKeyInTheSameFile() throws IOException {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        String all = ("subject=CN = dm\n" + own.keyPem() + "Certificate:\n    Data:\n" + own.certPem())
                .replace("\n", "\r\n");
        Files.writeString(files.cert(), all);
        Files.writeString(files.key(), all);

        assertThat(SocketCaller.nameShown(vertx, files.config(), ca, "TLSv1.3")).isEqualTo("dm");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyForms")
    void servesOnOpenSslWithEveryFormOfKeyButEd25519(String name, String algorithm, KeyForm form) throws Exception {
        TestCa.Issued own = ca.issue(TestCa.Leaf.named("dm").algorithm(algorithm));
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), form.write(own.keys().getPrivate()));
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER);

        if (algorithm.equals("Ed25519")) {
            assertThatThrownBy(() -> TestPort.open(vertx, store, TestEngine.OPENSSL))
                    .isInstanceOf(DmException.class)
                    .hasMessageContaining("OpenSSL cannot serve with: EdDSA")
                    .hasMessageContaining("use an RSA or EC key");
        } else {
            assertThat(SocketCaller.nameShown(TestPort.open(vertx, store, TestEngine.OPENSSL), ca, "TLSv1.2"))
                    .isEqualTo("dm");
        }
    }

    @Test
    void anEd25519KeyThatComesLaterKeepsTheLastGoodSetOnOpenSsl() throws IOException {
        TestFiles files = TestFiles.of(directory, "server", ca, ca.issue("first"));
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER);
        TestPort port = TestPort.open(vertx, store, TestEngine.OPENSSL);

        files.write(ca.pem(), ca.issue(TestCa.Leaf.named("second").algorithm("Ed25519")));

        assertThat(SocketCaller.nameShown(port, ca, "TLSv1.3")).isEqualTo("first");
        assertThat(store.status().failedReloads()).containsEntry("key_unsupported", 1L);
    }

    @Test
    void refusesDerAndSaysHowToConvertIt() throws Exception {
        TestFiles files = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        Files.write(files.ca(), ca.certificate().getEncoded());

        assertThatThrownBy(() -> TlsStore.open(files.config(), TlsRole.SERVER))
                .hasMessageContaining(files.ca().toString())
                .hasMessageContaining("DER")
                .hasMessageContaining("-inform der");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DSA PRIVATE KEY | not supported",
                "OPENSSH PRIVATE KEY | not supported",
                "PRIVATE KEY | damaged",
                "PUBLIC KEY | must hold one private key"
            })
    void refusesOtherKeysByName(String label, String reason) throws IOException {
        TestFiles files = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        Files.writeString(files.key(), "-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n");

        assertThatThrownBy(() -> TlsStore.open(files.config(), TlsRole.SERVER))
                .isInstanceOf(DmException.class)
                .hasMessageContaining(files.key().toString())
                .hasMessageContaining(reason);
    }

    @Test
    void neverQuotesTheKeyInAMessage() throws IOException {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        String pem = own.keyPem();
        Files.writeString(files.key(), pem.replaceFirst("\n(.{40})", "\n$1*"));

        assertThatThrownBy(() -> TlsStore.open(files.config(), TlsRole.SERVER))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(pem.substring(30, 60)));
    }
}
