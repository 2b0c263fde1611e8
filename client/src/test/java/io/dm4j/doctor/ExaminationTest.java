package io.dm4j.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.Address;
import io.dm4j.doctor.Finding.Level;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that will work, and each way in which one will not. */
class ExaminationTest {
    private final CertificateAuthority authority = CertificateAuthority.create("house CA", Duration.ofDays(400));

    @TempDir
    Path directory;

    @Test
    void findsNothingWrongWithAMasterThatWillWork() {
        issue(leaf("dm"));

        List<Finding> findings = examine(master("dm"));

        assertThat(findings).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly("dm-master.toml", "dates", "ssl-key", "advertise-addr", "cert-allowed-cn");
        assertThat(findings.get(0).found()).contains("a dm-master file: CN=dm", "trusts CN=house CA");
    }

    @Test
    void saysWhatIsWrongWithTheFileByLine() {
        Path file = file(
                "dm-master.toml",
                "master-addr = \"127.0.0.1:8261\"\nname = \"a\"\nssl-cert = \"dm.pem\"\nnonsense = 1\n");

        List<Finding> findings = examine(file);

        assertThat(findings).hasSizeGreaterThan(1).allSatisfy(each -> assertThat(each.level())
                .isEqualTo(Level.ERROR));
        assertThat(findings).anySatisfy(each -> assertThat(each.found()).startsWith("ssl-key"));
        assertThat(findings).anySatisfy(each -> assertThat(each.what()).endsWith("dm-master.toml:4"));
    }

    @Test
    void warnsOfPlainText() {
        assertThat(only(examine(file("dm-master.toml", "name = \"a\"\nmaster-addr = \"127.0.0.1:8261\"\n"))))
                .satisfies(found -> assertThat(found.level()).isEqualTo(Level.WARNING))
                .satisfies(found -> assertThat(found.found()).contains("plain text"));
    }

    @Test
    void namesTheFileThatIsMissing() {
        issue(leaf("dm"));
        delete(files().key());

        Finding found = only(examine(master("dm")));

        assertThat(found.level()).isEqualTo(Level.ERROR);
        assertThat(found.found()).contains(files().key().toString(), "there is no such file");
        assertThat(found.fix()).isNotBlank();
    }

    @Test
    void seesThatKeyAndCertificateAreNoPair() {
        issue(leaf("dm"));
        Path certificate = files().cert();
        byte[] before = read(certificate);
        issue(leaf("dm"));
        write(certificate, before);

        assertThat(only(examine(master("dm"))).found()).contains("the key is not that of the first certificate");
    }

    @Test
    void seesThatTheCaIsAnother() {
        issue(leaf("dm"));
        files().replaceTrust(CertificateAuthority.create("another CA"));

        assertThat(only(examine(master("dm"))).level()).isEqualTo(Level.ERROR);
    }

    @Test
    void seesThatItHasExpired() {
        issue(leaf("dm").expired());

        assertThat(only(examine(master("dm"))).found()).contains("expired at");
    }

    @Test
    void seesThatACallersCertificateCannotServe() {
        issue(leaf("dm").only(Leaf.Usage.CLIENT));

        assertThat(only(examine(master("dm"))).level()).isEqualTo(Level.ERROR);
    }

    @Test
    void warnsOfTheEnd() {
        issue(leaf("dm").lasting(Duration.ofDays(9).plusHours(1)));

        assertThat(of("dates", examine(master("dm")))).satisfies(found -> {
            assertThat(found.level()).isEqualTo(Level.WARNING);
            assertThat(found.found()).endsWith(", 9 days");
        });
    }

    @ParameterizedTest
    @CsvSource({"rw-------,OK", "rw-r-----,OK", "rw-r--r--,WARNING", "rw-rw----,WARNING"})
    void looksAtThePermissionsOfTheKey(String permissions, Level level) throws IOException {
        issue(leaf("dm"));
        Files.setPosixFilePermissions(files().key(), PosixFilePermissions.fromString(permissions));

        Finding found = of("ssl-key", examine(master("dm")));

        assertThat(found.level()).isEqualTo(level);
        assertThat(found.fix()).isEqualTo(level == Level.OK ? "" : "chmod 600 " + files().key());
    }

    @Test
    void seesThatTheCertificateIsForAnotherHost() {
        issue(leaf("dm").forHosts("db.example.com", "10.1.1.1"));

        Finding found = of("advertise-addr", examine(master("dm")));

        assertThat(found.level()).isEqualTo(Level.ERROR);
        assertThat(found.found()).contains("is not for 127.0.0.1 but for [dns:db.example.com, ip:10.1.1.1]");
    }

    @Test
    void warnsOfAnEmptyListAndOfOneWithoutTheOwnName() {
        issue(leaf("dm"));

        assertThat(of("cert-allowed-cn", examine(master())).found()).startsWith("is empty");
        assertThat(of("cert-allowed-cn", examine(master("worker"))).found())
                .contains("the Common Name dm is not on cert-allowed-cn");
    }

    @Test
    void readsEachKindOfFile() {
        issue(leaf("dm"));
        String security = "  security:\n    ssl-ca: " + files().ca() + "\n    ssl-cert: " + files().cert()
                + "\n    ssl-key: " + files().key() + "\n";
        String server = "  host: 127.0.0.1\n  port: 3306\n  user: dm\n" + security;
        Path source = file("source.yaml", "source-id: mysql-01\nfrom:\n" + server);
        Path task = file(
                "task.yaml",
                "name: t\ntask-mode: all\nmysql-instances:\n  - source-id: mysql-01\ntarget-database:\n" + server);
        Path dmctl = file("dmctl.toml", "master-addr = \"127.0.0.1:8261\"\n" + material());

        assertThat(examine(source).get(0).found()).startsWith("a source file: CN=dm");
        assertThat(examine(task).get(0).found()).startsWith("a task file: CN=dm");
        assertThat(examine(dmctl).get(0).found()).startsWith("a dmctl file: CN=dm");
        assertThat(examine(worker("dm")).get(0).found()).startsWith("a dm-worker file: CN=dm");
    }

    @Test
    void findsThatTwoNodesLetEachOtherIn() {
        issue(leaf("dm"));

        List<Finding> findings = examine(worker("dm"), master("dm"));

        assertThat(findings).extracting(Finding::level).containsOnly(Level.OK);
        assertThat(findings)
                .extracting(Finding::found)
                .contains("CN=dm may call", "CN=dm may answer", "the certificate of dm-master.toml is for 127.0.0.1");
    }

    @Test
    void seesWhoIsNotOnTheOtherSidesList() {
        issue(leaf("dm"));

        List<Finding> findings = examine(worker("dm", "dm-master"), master("dm-master", "dm-worker"));

        assertThat(findings)
                .filteredOn(each -> each.level() == Level.ERROR)
                .extracting(Finding::what)
                .contains("dm-worker.toml -> dm-master.toml");
        assertThat(findings)
                .filteredOn(each -> each.what().equals("dm-worker.toml -> dm-master.toml"))
                .first()
                .satisfies(found ->
                        assertThat(found.found()).startsWith("refused: the Common Name dm is not on cert-allowed-cn"));
    }

    @Test
    void seesThatTheOtherSideHasAnotherCa() {
        issue(leaf("dm"));
        Path own = worker("dm");
        Path elsewhere = directory.resolve("elsewhere");
        PemFiles theirs =
                CertificateAuthority.create("their CA").issue(leaf("dm")).writeTo(elsewhere);
        Path master =
                file("dm-master.toml", "name = \"m\"\nmaster-addr = \"127.0.0.1:8261\"\n" + material(theirs, "dm"));

        List<Finding> findings = examine(own, master);

        assertThat(findings)
                .filteredOn(each -> each.level() == Level.ERROR)
                .extracting(Finding::found)
                .contains(
                        "CN=dm, issued by CN=house CA, is not trusted: dm-master.toml trusts CN=their CA",
                        "CN=dm, issued by CN=their CA, is not trusted: dm-worker.toml trusts CN=house CA");
    }

    @Test
    void doesNotCompareANodeWithADatabase() {
        issue(leaf("dm"));
        Path source = file(
                "source.yaml",
                "source-id: mysql-01\nfrom:\n  host: 127.0.0.1\n  port: 3306\n  user: dm\n  security:\n    ssl-ca: "
                        + files().ca() + "\n");

        assertThat(examine(master("dm"), source)).last().satisfies(found -> assertThat(found.found())
                .isEqualTo("a dm-master file and a source file do not meet"));
    }

    @Test
    void shakesHandsWithAPeer() throws Exception {
        issue(leaf("dm"));
        Vertx vertx = Vertx.vertx();
        try {
            assertThat(handshake(serve(vertx)).found())
                    .matches("TLSv1.3 with CN=dm, whose certificate has \\d+ days left");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysWhyAHandshakeFails() throws Exception {
        issue(leaf("dm"));
        Vertx vertx = Vertx.vertx();
        try {
            int port = serve(vertx);
            PemFiles stranger =
                    CertificateAuthority.create("another CA").issue(leaf("dm")).writeTo(directory.resolve("stranger"));

            Finding found = handshake(port, stranger);

            assertThat(found.level()).isEqualTo(Level.ERROR);
            assertThat(found.found()).startsWith("no handshake: ");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        issue(leaf("dm"));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(handshake(port).found()).startsWith("no connection: ");
    }

    @Test
    void seesThatThePeerRefusesOurCertificate() throws Exception {
        issue(leaf("dm"));
        Vertx vertx = Vertx.vertx();
        try {
            int port = serve(vertx);
            CertificateAuthority other = CertificateAuthority.create("another CA");
            PemFiles stranger = other.issue(leaf("dm")).writeTo(directory.resolve("stranger"));
            stranger.addTrust(authority);

            assertThat(handshake(port, stranger).found()).startsWith("no handshake: ");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private Finding handshake(int port) {
        return handshake(port, files());
    }

    private Finding handshake(int port, PemFiles own) {
        Path file = file("own-master.toml", "name = \"m\"\nmaster-addr = \"127.0.0.1:8261\"\n" + material(own, "dm"));
        List<Finding> findings = new Examination().of(file, Optional.empty(), List.of(new Address("127.0.0.1", port)));
        return of("peer 127.0.0.1:" + port, findings);
    }

    private int serve(Vertx vertx) throws Exception {
        TlsStore store = TlsStore.open(CheckedFile.read(master("dm")).security(), TlsRole.SERVER);
        return vertx.createHttpServer(TlsServer.options(store, new HttpServerOptions()))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static Leaf leaf(String name) {
        return Leaf.named(name).lasting(Duration.ofDays(200));
    }

    private void issue(Leaf leaf) {
        authority.issue(leaf).writeTo(directory.resolve("tls"));
    }

    private PemFiles files() {
        return PemFiles.in(directory.resolve("tls"));
    }

    private Path master(String... allowed) {
        return file("dm-master.toml", "name = \"m\"\nmaster-addr = \"127.0.0.1:8261\"\n" + material(files(), allowed));
    }

    private Path worker(String... allowed) {
        return file(
                "dm-worker.toml",
                "name = \"w\"\nworker-addr = \"127.0.0.1:8262\"\njoin = \"127.0.0.1:8261\"\n"
                        + material(files(), allowed));
    }

    private String material() {
        return material(files());
    }

    private static String material(PemFiles files, String... allowed) {
        String list = allowed.length == 0 ? "" : "cert-allowed-cn = [\"" + String.join("\", \"", allowed) + "\"]\n";
        return "ssl-ca = \"" + files.ca() + "\"\nssl-cert = \"" + files.cert() + "\"\nssl-key = \"" + files.key()
                + "\"\n" + list;
    }

    private static List<Finding> examine(Path own) {
        return new Examination().of(own, Optional.empty(), List.of());
    }

    private static List<Finding> examine(Path own, Path other) {
        return new Examination().of(own, Optional.of(other), List.of());
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static Finding of(String what, List<Finding> findings) {
        return findings.stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private Path file(String name, String text) {
        Path path = directory.resolve(name);
        write(path, text.getBytes());
        return path;
    }

    private static void write(Path path, byte[] bytes) {
        try {
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
