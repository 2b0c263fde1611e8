package io.dm4j.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.tls.TlsGeneration;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int IP = 7;

    @TempDir
    Path directory;

    @Test
    void issuesWhatAPortCanServe() {
        CertificateAuthority authority = CertificateAuthority.create("one CA");
        PemFiles files = authority.issue(Leaf.named("dm")).writeTo(directory);

        TlsGeneration generation =
                TlsStore.open(security(files), TlsRole.SERVER).current();

        assertThat(generation.chain().get(0).getSubjectX500Principal().getName())
                .isEqualTo("CN=dm");
        assertThat(generation.anchors()).containsExactly(authority.certificate());
    }

    @Test
    void writesEachNameAsWhatItIs() throws Exception {
        Leaf leaf = Leaf.named("dm")
                .forNames(List.of(
                        SubjectName.host("db-1.example.com"),
                        SubjectName.host("*.example.com"),
                        SubjectName.host("10.0.0.7"),
                        SubjectName.host("[2001:db8::7]"),
                        SubjectName.uri("spiffe://prod/dm-master")));

        X509Certificate made = CertificateAuthority.create("one CA").issue(leaf).certificate();

        assertThat(List.copyOf(made.getSubjectAlternativeNames()))
                .isEqualTo(List.of(
                        List.of(DNS, "db-1.example.com"),
                        List.of(DNS, "*.example.com"),
                        List.of(IP, "10.0.0.7"),
                        List.of(IP, "2001:db8:0:0:0:0:0:7"),
                        List.of(URI, "spiffe://prod/dm-master")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "10.0.0.300", "host:8261", "a,b", "http://host", "-a", "a..b", "über"})
    void refusesWhatIsNoHost(String text) {
        assertThatThrownBy(() -> SubjectName.host(text))
                .isInstanceOfSatisfying(
                        DmException.class, failure -> assertThat(failure.code()).isEqualTo(PkiError.NAME_WRONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dm-master", "/dm", "a b"})
    void refusesWhatIsNoUri(String text) {
        assertThatThrownBy(() -> SubjectName.uri(text))
                .isInstanceOfSatisfying(
                        DmException.class, failure -> assertThat(failure.code()).isEqualTo(PkiError.NAME_WRONG));
    }

    @Test
    void endsACertificateWithItsAuthority() {
        CertificateAuthority authority = CertificateAuthority.create("short CA", Duration.ofDays(2));

        Issued issued = authority.issue(Leaf.named("dm").lasting(Duration.ofDays(365)));

        assertThat(issued.certificate().getNotAfter().toInstant()).isEqualTo(authority.notAfter());
    }

    @Test
    void renewsForTheSameNamesUnderAnotherAuthority() throws Exception {
        Issued before = CertificateAuthority.create("one CA")
                .issue(Leaf.named("dm").forHosts("localhost", "::1").only(Leaf.Usage.CLIENT));
        CertificateAuthority other = CertificateAuthority.create("another CA");

        X509Certificate after =
                other.renew(before.certificate(), Duration.ofDays(7)).certificate();

        after.verify(other.certificate().getPublicKey());
        assertThat(after.getSubjectX500Principal())
                .isEqualTo(before.certificate().getSubjectX500Principal());
        assertThat(List.copyOf(after.getSubjectAlternativeNames()))
                .isEqualTo(List.of(List.of(DNS, "localhost"), List.of(IP, "0:0:0:0:0:0:0:1")));
        assertThat(after.getExtendedKeyUsage()).isEqualTo(before.certificate().getExtendedKeyUsage());
        assertThat(after.getPublicKey()).isNotEqualTo(before.certificate().getPublicKey());
        assertThat(after.getNotAfter().toInstant())
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(7)));
    }

    @Test
    void tellsApartTwoAuthoritiesOfOneName() {
        CertificateAuthority first = CertificateAuthority.create("same CA");
        CertificateAuthority second = CertificateAuthority.create("same CA");
        PemFiles files = second.issue(Leaf.named("dm")).writeTo(directory);
        files.replaceTrust(first, second);

        assertThat(TlsStore.open(security(files), TlsRole.SERVER).current().anchors())
                .hasSize(2);
    }

    @Test
    void isKeptAndOpenedAgain() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create("kept CA");
        AuthorityDirectory kept = new AuthorityDirectory(directory.resolve("ca"));
        kept.keep(authority);

        Issued issued = kept.open().issue(Leaf.named("dm"));

        issued.certificate().verify(authority.certificate().getPublicKey());
        assertThat(permissions(kept.key())).isEqualTo("rw-------");
        assertThat(kept.path()).isDirectoryNotContaining("glob:**.next-*");
    }

    @Test
    void isNeverOverwritten() {
        AuthorityDirectory kept = new AuthorityDirectory(directory);
        CertificateAuthority authority = CertificateAuthority.create("kept CA");
        kept.keep(authority);

        assertThatThrownBy(() -> kept.keep(CertificateAuthority.create("other CA")))
                .isInstanceOfSatisfying(
                        DmException.class, failure -> assertThat(failure.code()).isEqualTo(PkiError.AUTHORITY_EXISTS));
        assertThat(kept.open().certificate()).isEqualTo(authority.certificate());
    }

    @Test
    void isNotOpenedWithTheKeyOfAnother() throws IOException {
        AuthorityDirectory one = new AuthorityDirectory(directory.resolve("1"));
        AuthorityDirectory other = new AuthorityDirectory(directory.resolve("2"));
        one.keep(CertificateAuthority.create("one CA"));
        other.keep(CertificateAuthority.create("other CA"));
        Files.copy(other.key(), directory.resolve("key"));
        Files.delete(one.key());
        Files.move(directory.resolve("key"), one.key());

        assertThatThrownBy(one::open)
                .isInstanceOf(DmException.class)
                .hasMessageContaining("the key beside it is not that of this certificate");
    }

    @Test
    void isNotOpenedFromALeaf() throws IOException {
        PemFiles leaf =
                CertificateAuthority.create("one CA").issue(Leaf.named("dm")).writeTo(directory.resolve("leaf"));
        Files.copy(leaf.cert(), directory.resolve("ca.pem"));
        Files.copy(leaf.key(), directory.resolve("ca.key"));

        assertThatThrownBy(new AuthorityDirectory(directory)::open)
                .isInstanceOf(DmException.class)
                .hasMessageContaining("is not the certificate of a CA");
    }

    @Test
    void leavesAKeyOpenToItsGroupAndToNobodyElse() throws IOException {
        CertificateAuthority authority = CertificateAuthority.create("one CA");
        PemFiles files = authority.issue(Leaf.named("dm")).writeTo(directory);
        assertThat(permissions(files.key())).isEqualTo("rw-------");
        Files.setPosixFilePermissions(files.key(), PosixFilePermissions.fromString("rw-r--r--"));

        files.replaceIdentity(authority.issue(Leaf.named("dm")));

        assertThat(permissions(files.key())).isEqualTo("rw-r-----");
        assertThat(permissions(files.cert())).isEqualTo("rw-r--r--");
    }

    @Test
    void addsAnAuthorityBesideThoseThatAreTrusted() {
        CertificateAuthority one = CertificateAuthority.create("one CA");
        CertificateAuthority other = CertificateAuthority.create("other CA");
        PemFiles files = PemFiles.in(directory);
        files.replaceTrust(one);

        assertThat(files.addTrust(other)).isTrue();
        assertThat(files.addTrust(other)).isFalse();

        assertThat(files.trusted()).containsExactly(one.certificate(), other.certificate());
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static SecurityConfig security(PemFiles files) {
        return SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing("dm");
    }
}
