package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store refuses when it is opened, by the code and by what a user reads. */
class TlsStoreRefusalsTest {
    private static final Instant NOW = Instant.now();

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final TestCa ca = TestCa.named("house");

    @Test
    void refusesAKeyOfAnotherCertificateAtStart() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TestFiles.replace(files.key(), ca.issue("other").keyPem());

        refused(files.config(), TlsRole.SERVER, TlsError.PAIR_MISMATCH)
                .hasMessageContaining(files.key().toString())
                .hasMessageContaining(files.cert().toString());
    }

    @Test
    void refusesAKeyOfAnotherKindAtStart() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TestFiles.replace(
                files.key(), PemWriter.key(TestCa.generate("RSA").getPrivate()).toString());

        refused(files.config(), TlsRole.SERVER, TlsError.PAIR_MISMATCH)
                .hasMessageContaining(files.key().toString());
    }

    @Test
    void refusesAChainInTheWrongOrderAndSaysSo() {
        TestCa.Issued own = ca.intermediate("between").issue("dm");
        TestFiles files = TestFiles.of(directory, "s", ca, own);
        TestFiles.replace(
                files.cert(),
                PemWriter.chain(List.of(own.chain().get(1), own.chain().get(0))));

        refused(files.config(), TlsRole.SERVER, TlsError.PAIR_MISMATCH).hasMessageContaining("leaf must come first");
    }

    @Test
    void refusesAMissingFileByName() throws IOException {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        Files.delete(files.ca());

        refused(files.config(), TlsRole.SERVER, TlsError.FILE_UNREADABLE)
                .hasMessageContaining("ssl-ca " + files.ca() + ": there is no such file");
    }

    @Test
    void refusesATruncatedFileByName() throws IOException {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        String text = Files.readString(files.cert());
        Files.writeString(files.cert(), text.substring(0, text.length() / 2));

        refused(files.config(), TlsRole.SERVER, TlsError.PEM_MALFORMED)
                .hasMessageContaining(files.cert() + ": truncated PEM");
    }

    @Test
    void refusesACertificateOfAnotherCa() {
        TestFiles files =
                TestFiles.of(directory, "s", ca, TestCa.named("elsewhere").issue("dm"));

        refused(files.config(), TlsRole.SERVER, TlsError.CHAIN_BROKEN)
                .hasMessageContaining(files.cert().toString())
                .hasMessageContaining(files.ca().toString());
        refused(files.config(), TlsRole.CLIENT, TlsError.CHAIN_BROKEN);
    }

    @Test
    void aGuestMayBearACertificateOfAnotherCa() {
        TestFiles files =
                TestFiles.of(directory, "s", ca, TestCa.named("elsewhere").issue("dm"));

        assertThat(TlsStore.open(files.config(), TlsRole.GUEST).current().chain())
                .hasSize(1);
    }

    @Test
    void refusesALeafWithoutItsIntermediate() {
        TestCa.Issued own = ca.intermediate("between").issue("dm");
        TestFiles files = TestFiles.of(directory, "s", ca, own);
        TestFiles.replace(files.cert(), PemWriter.chain(List.of(own.leaf())));

        refused(files.config(), TlsRole.SERVER, TlsError.CHAIN_BROKEN);
    }

    @Test
    void refusesAnExpiredCertificate() {
        TestFiles files = TestFiles.of(
                directory,
                "s",
                ca,
                ca.issue(TestCa.Leaf.named("dm").dates(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)))));

        refused(files.config(), TlsRole.SERVER, TlsError.OUTSIDE_DATES)
                .hasMessageContaining(files.cert().toString())
                .hasMessageContaining("expired");
    }

    @Test
    void refusesAnExpiredCa() {
        TestCa old = TestCa.named("old", NOW.minus(Duration.ofDays(1)));
        TestFiles files = TestFiles.of(directory, "s", old, old.issue("dm"));

        refused(files.config(), TlsRole.SERVER, TlsError.OUTSIDE_DATES)
                .hasMessageContaining(files.ca().toString());
    }

    @Test
    void anExpiredCaBesideAValidOneTrustsNobody() {
        TestCa old = TestCa.named("old", NOW.minus(Duration.ofDays(1)));
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TestFiles.replace(files.ca(), old.pem() + ca.pem());

        TlsGeneration generation = TlsStore.open(files.config(), TlsRole.SERVER).current();

        assertThat(generation.trust().getAcceptedIssuers()).containsExactly(ca.certificate());
    }

    @Test
    void refusesACertificateThatMayNotServe() {
        TestFiles files = TestFiles.of(
                directory, "s", ca, ca.issue(TestCa.Leaf.named("dm").purposes(KeyPurposeId.id_kp_clientAuth)));

        refused(files.config(), TlsRole.SERVER, TlsError.WRONG_ROLE)
                .hasMessageContaining(files.cert().toString());
        assertThat(TlsStore.open(files.config(), TlsRole.CLIENT).current().number())
                .isEqualTo(1);
    }

    @Test
    void refusesACertificateThatMayNotCall() {
        TestFiles files = TestFiles.of(
                directory, "s", ca, ca.issue(TestCa.Leaf.named("dm").purposes(KeyPurposeId.id_kp_serverAuth)));

        refused(files.config(), TlsRole.CLIENT, TlsError.WRONG_ROLE);
    }

    @Test
    void refusesIncompleteCombinations() {
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        SecurityConfig whole = files.config();

        refused(with(PemInput.ABSENT, whole.cert(), whole.key()), TlsRole.CLIENT, TlsError.INCOMPLETE)
                .hasMessageContaining("ssl-ca is missing");
        refused(with(whole.ca(), whole.cert(), PemInput.ABSENT), TlsRole.CLIENT, TlsError.INCOMPLETE)
                .hasMessageContaining("ssl-key is missing");
        refused(with(whole.ca(), PemInput.ABSENT, whole.key()), TlsRole.CLIENT, TlsError.INCOMPLETE)
                .hasMessageContaining("ssl-cert is missing");
        refused(files.caOnly(), TlsRole.SERVER, TlsError.INCOMPLETE);
        assertThat(TlsStore.open(files.caOnly(), TlsRole.CLIENT).current().chain())
                .isEmpty();
    }

    private static SecurityConfig with(PemInput ca, PemInput cert, PemInput key) {
        return SecurityConfig.of(ca, cert, key);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            SecurityConfig config, TlsRole role, TlsError code) {
        return assertThatThrownBy(() -> TlsStore.open(config, role))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
