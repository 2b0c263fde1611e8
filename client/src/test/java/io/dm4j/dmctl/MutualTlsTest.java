package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.client.TestPki;
import io.dm4j.config.SecurityConfig;
import io.dm4j.pki.PemFiles;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dmctl against a master that asks for certificates: DM's command line, and each way to be refused. */
class MutualTlsTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        MasterFixture.await(vertx.close());
    }

    @Test
    void getsInWithAListedCertificate() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        int port = serve(ca.issue("master", "127.0.0.1"), "dm");

        CommandRun run = run(port, ca.issue("dm", ""));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"worker-1\"");
    }

    @Test
    void isToldThatItsNameIsNotListed() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        int port = serve(ca.issue("master", "127.0.0.1"), "dm");

        CommandRun run = run(port, ca.issue("stranger", ""));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("Error 48501: ").contains("stranger").hasLineCount(1);
    }

    @Test
    void doesNotTalkToAMasterOfAnotherCa() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        TestPki other = new TestPki(directory.resolve("b"), "another CA");
        int port = serve(other.issue("master", "127.0.0.1"), "dm");

        CommandRun run = run(port, ca.issue("dm", ""));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("its certificate is not trusted by our ssl-ca")
                .hasLineCount(1);
    }

    @Test
    void isToldThatItsCertificateIsRefused() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        TestPki other = new TestPki(directory.resolve("b"), "another CA");
        int port = serve(ca.issue("master", "127.0.0.1"), "dm");
        PemFiles stranger = other.issue("dm", "");
        Path both = Files.writeString(
                directory.resolve("both.pem"),
                Files.readString(directory.resolve("a/ca.pem")) + Files.readString(stranger.ca()));

        CommandRun run = run(port, new PemFiles(both, stranger.cert(), stranger.key()));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).containsPattern("refuse[sd] our certificate").hasLineCount(1);
    }

    @Test
    void isToldThatACertificateIsWanted() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        PemFiles master = ca.issue("master", "127.0.0.1");
        int port = serve(master, "dm");

        CommandRun run = CommandRun.ofPerson(
                Map.of(),
                "--master-addr",
                "127.0.0.1:" + port,
                "--ssl-ca",
                master.ca().toString(),
                "list-member");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("certificate").hasLineCount(1);
    }

    @Test
    void doesNotTalkToAMasterUnderAnotherHostName() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        int port = serve(ca.issue("master", "127.0.0.9"), "dm");

        CommandRun run = run(port, ca.issue("dm", ""));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("its certificate is not accepted for the name 127.0.0.1")
                .hasLineCount(1);
    }

    @Test
    void holdsTheMasterToItsOwnList() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        int port = serve(ca.issue("master", "127.0.0.1"), "dm");
        Path file = Files.writeString(directory.resolve("dmctl.toml"), "cert-allowed-cn = [\"leader\"]\n");

        CommandRun run = run(port, ca.issue("dm", ""), "--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("Common Name")
                .contains("cert-allowed-cn")
                .hasLineCount(1);
    }

    @Test
    void saysThatPlainTextIsNotEnough() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        int port = serve(ca.issue("master", "127.0.0.1"), "dm");

        CommandRun run = CommandRun.ofPerson(Map.of(), "--master-addr", "127.0.0.1:" + port, "list-member");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("perhaps it wants TLS").hasLineCount(1);
    }

    @Test
    void saysThatTheMasterSpeaksPlainText() throws IOException {
        TestPki ca = new TestPki(directory.resolve("a"), "test CA");
        int port = MasterFixture.await(vertx.createHttpServer()
                .requestHandler(new FakeMaster().grpc(vertx))
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort));

        CommandRun run = run(port, ca.issue("dm", ""));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("127.0.0.1:" + port).hasLineCount(1);
    }

    @Test
    void watchesOnThroughAChangeOfCaAndCertificates() throws Exception {
        TestPki first = new TestPki(directory.resolve("a"), "first CA");
        TestPki second = new TestPki(directory.resolve("b"), "second CA");
        FakeMaster master = new FakeMaster();
        PemFiles live = first.issue("master", "127.0.0.1");
        PemFiles own = first.issue("dm", "");
        int port = serve(master, live, "dm");
        Thread watcher = new Thread(() -> run(port, own, Stream.of("query-status", "--watch", "--interval", "0.05")));

        watcher.start();
        awaitQuestions(master, 2);
        replace(second.issue("master", "127.0.0.1"), live);
        replace(second.issue("dm", ""), own);
        int before = master.questions().size();
        awaitQuestions(master, before + 20);
        CommandRun after = run(port, own);
        watcher.interrupt();
        watcher.join(10_000);

        assertThat(after.exitCode()).isZero();
        assertThat(watcher.isAlive()).isFalse();
    }

    private static void awaitQuestions(FakeMaster master, int count) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (master.questions().size() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(master.questions()).hasSizeGreaterThanOrEqualTo(count);
    }

    private static void replace(PemFiles from, PemFiles to) throws IOException {
        for (List<Path> pair :
                List.of(List.of(from.ca(), to.ca()), List.of(from.cert(), to.cert()), List.of(from.key(), to.key()))) {
            Files.copy(pair.get(0), pair.get(1), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private CommandRun run(int port, PemFiles own, String... more) {
        return run(port, own, Stream.concat(Stream.of(more), Stream.of("list-member")));
    }

    private CommandRun run(int port, PemFiles own, Stream<String> words) {
        Stream<String> dm = Stream.of(
                "--master-addr",
                "127.0.0.1:" + port,
                "--ssl-ca",
                own.ca().toString(),
                "--ssl-cert",
                own.cert().toString(),
                "--ssl-key",
                own.key().toString());
        return CommandRun.ofScript(Map.of(), Stream.concat(dm, words).toArray(String[]::new));
    }

    private int serve(PemFiles files, String allowed) {
        return serve(new FakeMaster(), files, allowed);
    }

    private int serve(FakeMaster master, PemFiles files, String allowed) {
        SecurityConfig security = SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing(allowed);
        TlsStore store = TlsStore.open(security, TlsRole.SERVER);
        Callers callers = new Callers(store);
        Router router = Router.router(vertx);
        router.route().handler(callers);
        var grpc = master.grpc(vertx);
        router.route().handler(context -> grpc.handle(context.request()));
        return MasterFixture.await(vertx.createHttpServer(TlsServer.options(store, new HttpServerOptions()))
                .connectionHandler(callers::connected)
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort));
    }
}
