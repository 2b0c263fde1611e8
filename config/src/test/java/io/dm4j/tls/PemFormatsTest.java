package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.PassphraseSource;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of PEM that serves, by a real handshake; every form that does not, by what it is told. */
class PemFormatsTest {
    private static final Map<String, ASN1ObjectIdentifier> CIPHERS = Map.of(
            "AES_256_CBC", PKCS8Generator.AES_256_CBC,
            "AES_128_CBC", PKCS8Generator.AES_128_CBC,
            "DES3_CBC", PKCS8Generator.DES3_CBC);
    private static final Map<String, AlgorithmIdentifier> HASHES = Map.of(
            "HMACSHA1", PKCS8Generator.PRF_HMACSHA1,
            "HMACSHA256", PKCS8Generator.PRF_HMACSHA256,
            "HMACSHA512", PKCS8Generator.PRF_HMACSHA512);

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
                form("PKCS#8 RSA", "RSA", PemFormatsTest::pkcs8),
                form("PKCS#8 EC", "EC", PemFormatsTest::pkcs8),
                form("PKCS#8 Ed25519", "Ed25519", PemFormatsTest::pkcs8),
                form("PKCS#1", "RSA", PemFormatsTest::pkcs1),
                form("SEC1", "EC", PemFormatsTest::sec1),
                form("SEC1 after EC PARAMETERS", "EC", key -> ecParameters() + sec1(key)),
                form("SEC1, curve only in EC PARAMETERS", "EC", key -> ecParameters() + sec1WithoutCurve(key)),
                form("CRLF", "EC", key -> pkcs8(key).replace("\n", "\r\n")),
                form("text before the armour", "EC", key -> "Bag Attributes\n  localKeyID: 01\n" + pkcs8(key)),
                form(
                        "indented, no last newline",
                        "EC",
                        key -> " " + pkcs8(key).replace("\n", "\n ").strip()),
                form("byte order mark", "EC", key -> "\ufeff" + pkcs8(key)),
                form("one long line", "EC", PemFormatsTest::oneLine));
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
            assertThat(handshake(files, ca, version)).isEqualTo("dm");
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

        assertThat(handshake(files, ca, "TLSv1.3")).isEqualTo("dm");
    }

    @Test
    void trustsAVersion1Ca() throws IOException {
        TestCa old = TestCa.version1("localhost");
        TestFiles files = TestFiles.of(directory, "server", old, old.issue("dm"));

        assertThat(handshake(files, old, "TLSv1.2")).isEqualTo("dm");
        assertThat(handshake(files, old, "TLSv1.3")).isEqualTo("dm");
    }

    @Test
    void takesCertificatesWithTextAndCrlfAndTheKeyInTheSameFile() throws IOException {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        String all = ("subject=CN = dm\n" + own.keyPem() + "Certificate:\n    Data:\n" + own.certPem())
                .replace("\n", "\r\n");
        Files.writeString(files.cert(), all);
        Files.writeString(files.key(), all);

        assertThat(handshake(files, ca, "TLSv1.3")).isEqualTo("dm");
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
            assertThat(handshake(TestPort.open(vertx, store, TestEngine.OPENSSL), ca, "TLSv1.2"))
                    .isEqualTo("dm");
        }
    }

    @Test
    void anEd25519KeyThatComesLaterKeepsTheLastGoodSetOnOpenSsl() throws IOException {
        TestFiles files = TestFiles.of(directory, "server", ca, ca.issue("first"));
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER);
        TestPort port = TestPort.open(vertx, store, TestEngine.OPENSSL);

        files.write(ca.pem(), ca.issue(TestCa.Leaf.named("second").algorithm("Ed25519")));

        assertThat(handshake(port, ca, "TLSv1.3")).isEqualTo("first");
        assertThat(store.status().failedReloads()).containsEntry("key_unsupported", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "EC,      AES_256_CBC, HMACSHA256, geheim",
        "RSA,     AES_256_CBC, HMACSHA256, geheim",
        "Ed25519, AES_256_CBC, HMACSHA256, geheim",
        "EC,      AES_128_CBC, HMACSHA512, gehe\u00fc m",
        "EC,      AES_256_CBC, HMACSHA1,   geheim"
    })
    void servesWithAnEncryptedKeyAndItsPassphraseFromAFile(String algorithm, String cipher, String hash, String words)
            throws Exception {
        TestCa.Issued own = ca.issue(TestCa.Leaf.named("dm").algorithm(algorithm));
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), encrypted(own.keys().getPrivate(), cipher, hash, words));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), words + "\n");

        SecurityConfig config = files.config().withPassphrase(PassphraseSource.file(passphrase.toString()));

        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            assertThat(handshake(config, ca, version)).isEqualTo("dm");
        }
    }

    @Test
    void takesThePassphraseFromTheEnvironment() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(
                files.key(), encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", System.getenv("PATH")));

        assertThat(handshake(files.config().withPassphrase(PassphraseSource.variable("PATH")), ca, "TLSv1.3"))
                .isEqualTo("dm");
        assertThatThrownBy(() -> TlsStore.open(
                        files.config().withPassphrase(PassphraseSource.variable("DM4J_NO_SUCH")), TlsRole.SERVER))
                .hasMessageContaining("there is no environment variable DM4J_NO_SUCH");
    }

    @Test
    void keyAndPassphraseAreReplacedAsOneSet() throws Exception {
        TestCa.Issued own = ca.issue("first");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Path passphrase = directory.resolve("passphrase");
        TestFiles.replace(passphrase, "one");
        TestFiles.replace(files.key(), encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "one"));
        TlsStore store = TlsStore.open(
                files.config().withPassphrase(PassphraseSource.file(passphrase.toString())), TlsRole.SERVER);
        TestCa.Issued next = ca.issue("second");

        TestFiles.replace(files.cert(), next.certPem());
        TestFiles.replace(files.key(), encrypted(next.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "two"));
        assertThat(store.current().number()).isEqualTo(1);
        TestFiles.replace(passphrase, "two");

        assertThat(store.current().number()).isEqualTo(2);
        assertThat(store.status().failedReloads()).containsEntry("passphrase_wrong", 1L);
    }

    @Test
    void refusesAWrongPassphraseWithoutQuotingIt() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "right"));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "wrong-one");

        assertThatThrownBy(() -> TlsStore.open(
                        files.config().withPassphrase(PassphraseSource.file(passphrase.toString())), TlsRole.SERVER))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(TlsError.PASSPHRASE_WRONG))
                .hasMessageContaining(files.key().toString())
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("wrong-one"));
    }

    @Test
    void refusesAnEncryptedKeyWithoutAPassphraseAndSaysWhatToDo() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "secret"));

        assertThatThrownBy(() -> TlsStore.open(files.config(), TlsRole.SERVER))
                .isInstanceOf(DmException.class)
                .hasMessageContaining(files.key().toString())
                .hasMessageContaining("encrypted and no passphrase is named")
                .hasMessageContaining("ssl-key-passphrase-file")
                .hasMessageContaining("openssl pkey");
    }

    @ParameterizedTest
    @CsvSource({"RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void refusesAKeyEncryptedInTheOldWayAndSaysHowToConvertIt(String label) throws Exception {
        TestFiles files = TestFiles.of(directory, "server", ca, ca.issue("dm"));
        Files.writeString(files.key(), legacyEncrypted(label));

        assertThatThrownBy(() -> TlsStore.open(files.config(), TlsRole.SERVER))
                .hasMessageContaining(files.key().toString())
                .hasMessageContaining("Proc-Type: 4,ENCRYPTED")
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void refusesAnOldCipherAndSaysHowToConvertIt() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), encrypted(own.keys().getPrivate(), "DES3_CBC", "HMACSHA1", "secret"));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "secret");

        assertThatThrownBy(() -> TlsStore.open(
                        files.config().withPassphrase(PassphraseSource.file(passphrase.toString())), TlsRole.SERVER))
                .hasMessageContaining("encrypted in a way that is not supported")
                .hasMessageContaining("openssl pkcs8 -topk8");
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
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(pem.substring(30, 60)));
    }

    private String handshake(TestFiles files, TestCa trusted, String version) throws IOException {
        return handshake(files.config(), trusted, version);
    }

    private String handshake(SecurityConfig config, TestCa trusted, String version) throws IOException {
        try (TestPort port = TestPort.open(vertx, TlsStore.open(config, TlsRole.SERVER))) {
            return handshake(port, trusted, version);
        }
    }

    private static String handshake(TestPort port, TestCa trusted, String version) throws IOException {
        TlsGeneration caller = CallersTest.generation(trusted, Optional.of(trusted.issue("caller")));
        SocketCaller.Seen seen = new SocketCaller(caller.sslContext(), version).call(port.number());
        assertThat(seen.status()).isEqualTo(200);
        return LeafNames.of(seen.server()).commonName();
    }

    private static String pkcs8(PrivateKey key) {
        return PemWriter.key(key).toString();
    }

    private static String oneLine(PrivateKey key) {
        String[] lines = pkcs8(key).split("\n");
        String body = String.join(
                "", Stream.of(lines).skip(1).limit(lines.length - 2L).toList());
        return lines[0] + "\n" + body + "\n" + lines[lines.length - 1];
    }

    private static String pkcs1(PrivateKey key) throws IOException {
        return armour("RSA PRIVATE KEY", inner(key).toASN1Primitive().getEncoded());
    }

    private static String sec1(PrivateKey key) throws IOException {
        ECPrivateKey parsed = ECPrivateKey.getInstance(inner(key));
        return armour("EC PRIVATE KEY", new ECPrivateKey(256, parsed.getKey(), curve()).getEncoded());
    }

    private static String sec1WithoutCurve(PrivateKey key) throws IOException {
        ECPrivateKey parsed = ECPrivateKey.getInstance(inner(key));
        return armour("EC PRIVATE KEY", new ECPrivateKey(256, parsed.getKey()).getEncoded());
    }

    private static ASN1Encodable inner(PrivateKey key) throws IOException {
        return PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey();
    }

    private static ASN1ObjectIdentifier curve() {
        return X9ObjectIdentifiers.prime256v1;
    }

    private static String ecParameters() throws IOException {
        return armour("EC PARAMETERS", curve().getEncoded());
    }

    private static String armour(String label, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject(label, der));
        }
        return text.toString();
    }

    private static String encrypted(PrivateKey key, String cipher, String hash, String passphrase) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(
                    key,
                    new JceOpenSSLPKCS8EncryptorBuilder(CIPHERS.get(cipher))
                            .setProvider(new BouncyCastleProvider())
                            .setPRF(HASHES.get(hash))
                            .setPassword(passphrase.toCharArray())
                            .build()));
        }
        return text.toString();
    }

    private static String legacyEncrypted(String label) {
        return "-----BEGIN " + label + "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011\n\nAAAA\n-----END "
                + label + "-----\n";
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
