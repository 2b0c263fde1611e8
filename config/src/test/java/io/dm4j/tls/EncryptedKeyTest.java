package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.PassphraseSource;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys under a passphrase: those that serve, by a real handshake; those that do not, by what the user is told. */
class EncryptedKeyTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestCa ca = TestCa.named("house");

    @AfterEach
    void close() {
        Await.result(vertx.close());
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
        Files.writeString(files.key(), PemKeys.encrypted(own.keys().getPrivate(), cipher, hash, words));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), words + "\n");

        SecurityConfig config = files.config().withPassphrase(PassphraseSource.file(passphrase.toString()));

        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            assertThat(SocketCaller.nameShown(vertx, config, ca, version)).isEqualTo("dm");
        }
    }

    @Test
    void takesThePassphraseFromTheEnvironment() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(
                files.key(),
                PemKeys.encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", System.getenv("PATH")));

        assertThat(SocketCaller.nameShown(
                        vertx, files.config().withPassphrase(PassphraseSource.variable("PATH")), ca, "TLSv1.3"))
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
        TestFiles.replace(files.key(), PemKeys.encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "one"));
        TlsStore store = TlsStore.open(
                files.config().withPassphrase(PassphraseSource.file(passphrase.toString())), TlsRole.SERVER);
        TestCa.Issued next = ca.issue("second");

        TestFiles.replace(files.cert(), next.certPem());
        TestFiles.replace(files.key(), PemKeys.encrypted(next.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "two"));
        assertThat(store.current().number()).isEqualTo(1);
        TestFiles.replace(passphrase, "two");

        assertThat(store.current().number()).isEqualTo(2);
        assertThat(store.status().failedReloads()).containsEntry("passphrase_wrong", 1L);
    }

    @Test
    void refusesAWrongPassphraseWithoutQuotingIt() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(
                files.key(), PemKeys.encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "right"));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "wrong-one");

        assertThatThrownBy(() -> TlsStore.open(
                        files.config().withPassphrase(PassphraseSource.file(passphrase.toString())), TlsRole.SERVER))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(TlsError.PASSPHRASE_WRONG))
                .hasMessageContaining(files.key().toString())
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("wrong-one"));
    }

    @Test
    void refusesAnEncryptedKeyWithoutAPassphraseAndSaysWhatToDo() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(
                files.key(), PemKeys.encrypted(own.keys().getPrivate(), "AES_256_CBC", "HMACSHA256", "secret"));

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
        Files.writeString(files.key(), PemKeys.legacyEncrypted(label));

        assertThatThrownBy(() -> TlsStore.open(files.config(), TlsRole.SERVER))
                .hasMessageContaining(files.key().toString())
                .hasMessageContaining("Proc-Type: 4,ENCRYPTED")
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void refusesAnOldCipherAndSaysHowToConvertIt() throws Exception {
        TestCa.Issued own = ca.issue("dm");
        TestFiles files = TestFiles.of(directory, "server", ca, own);
        Files.writeString(files.key(), PemKeys.encrypted(own.keys().getPrivate(), "DES3_CBC", "HMACSHA1", "secret"));
        Path passphrase = Files.writeString(directory.resolve("passphrase"), "secret");

        assertThatThrownBy(() -> TlsStore.open(
                        files.config().withPassphrase(PassphraseSource.file(passphrase.toString())), TlsRole.SERVER))
                .hasMessageContaining("encrypted in a way that is not supported")
                .hasMessageContaining("openssl pkcs8 -topk8");
    }
}
