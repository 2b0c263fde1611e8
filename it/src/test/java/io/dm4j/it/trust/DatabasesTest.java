package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.CheckTaskResponse;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.ProcessError;
import io.dm4j.api.Stage;
import io.dm4j.api.TaskOp;
import io.dm4j.api.UnitType;
import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whom sources and targets are taken for: what io.dm4j.mysql and io.dm4j.binlog refuse, as an operator sees it. The servers'
 * certificates are for 127.0.0.1 only, so {@code localhost} is the wrong name.
 */
class DatabasesTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String USER = "dm";
    private static final String PASSWORD = "test-only-secret";
    private static final int CERTIFICATE_REFUSED = 10501;
    private static final int ACCESS_DENIED = 10502;
    private static final int NOT_ENCRYPTED = 10504;
    private static final int BINLOG_TLS_REFUSED = 36553;

    /** Of the servers, and of a client whose files are all as they should be. */
    private static final CertificateAuthority SERVERS = CertificateAuthority.create("database CA");

    /** Of other clients, whom the upstream lets in as well. */
    private static final CertificateAuthority CLIENTS = CertificateAuthority.create("client CA");

    @TempDir
    static Path directory;

    private static DatabaseServer upstream;
    private static DatabaseServer downstream;
    private static PemFiles upstreamFiles;
    private static PemFiles client;
    private static House house;
    private static Operator operator;

    @TempDir
    Path own;

    @BeforeAll
    static void open() {
        upstreamFiles = server("upstream");
        upstreamFiles.replaceTrust(SERVERS, CLIENTS);
        CompletableFuture<DatabaseServer> starting =
                CompletableFuture.supplyAsync(() -> start(TestServers.mysqlAvailable(), "upstream", upstreamFiles));
        downstream = start(false, "downstream", server("downstream"));
        upstream = starting.join();
        upstream.execute(
                "CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY)", "INSERT INTO app.t VALUES (1)");
        client = SERVERS.issue(Leaf.named("dm")).writeTo(directory.resolve("client"));
        house = House.open(
                CertificateAuthority.create("cluster CA")
                        .issue(Leaf.named("dm"))
                        .writeTo(directory.resolve("dm")),
                "dm");
        operator = new Operator(house.operator());
        Await.until(BOUND, "the source is bound", () -> takesTheSource());
    }

    private static boolean takesTheSource() {
        OperateSourceResponse answer = operator.create(source("good", upstream.port(), "127.0.0.1", files(client)));
        boolean bound = answer.getResult() && !answer.getSources(0).getWorker().isEmpty();
        if (!bound) {
            operator.stop("good");
        }
        return bound;
    }

    @AfterAll
    static void close() {
        house.close();
        upstream.close();
        downstream.close();
    }

    @Test
    void aSourceOfAnotherAuthorityIsRefused() {
        PemFiles wrong = trusting(CertificateAuthority.create("database CA"));

        sourceIsRefused(
                source("other-ca", upstream.port(), "127.0.0.1", files(wrong)),
                CERTIFICATE_REFUSED,
                wrong.ca().toString());
    }

    @Test
    void aSourceUnderAnotherNameIsRefused() {
        sourceIsRefused(
                source("other-name", upstream.port(), "localhost", files(client)), CERTIFICATE_REFUSED, "localhost");
    }

    @Test
    void aSourceThatMissesTheClientCertificateIsRefused() {
        sourceIsRefused(
                source("no-certificate", upstream.port(), "127.0.0.1", caOnly(client)),
                ACCESS_DENIED,
                "127.0.0.1:" + upstream.port());
    }

    @Test
    void aSourceWithoutTlsIsRefusedAndNeverReadInPlainText() {
        int port = (TestServers.mysqlAvailable() ? SharedServers.mysql() : SharedServers.mariadb()).port();

        sourceIsRefused(source("plain", port, "127.0.0.1", files(client)), NOT_ENCRYPTED, "127.0.0.1:" + port);
    }

    @Test
    void aTargetOfAnotherAuthorityIsRefusedAndTheTaskPaused() {
        PemFiles wrong = trusting(CertificateAuthority.create("database CA"));

        targetIsRefused(
                "other_ca",
                downstream.port(),
                "127.0.0.1",
                files(wrong),
                CERTIFICATE_REFUSED,
                wrong.ca().toString());
    }

    @Test
    void aTargetUnderAnotherNameIsRefusedAndTheTaskPaused() {
        targetIsRefused("other_name", downstream.port(), "localhost", files(client), CERTIFICATE_REFUSED, "localhost");
    }

    @Test
    void aTargetThatMissesTheClientCertificateIsRefusedAndTheTaskPaused() {
        targetIsRefused(
                "no_certificate",
                downstream.port(),
                "127.0.0.1",
                caOnly(client),
                ACCESS_DENIED,
                "127.0.0.1:" + downstream.port());
    }

    @Test
    void aTargetWithoutTlsIsRefusedAndNeverWrittenInPlainText() {
        int port = SharedServers.mariadb().port();

        targetIsRefused("plain", port, "127.0.0.1", files(client), NOT_ENCRYPTED, "127.0.0.1:" + port);
    }

    @Test
    void verifyCaLetsInWhoeverTheAuthorityVouchesFor() {
        String security = files(client) + "    ssl-mode: verify-ca\n";

        startsSync("verify_ca", "localhost", security);
    }

    @Test
    void theClientsCertificateMayBeOfAnotherAuthorityThanTheServers() {
        PemFiles guest = CLIENTS.issue(Leaf.named("dm")).writeTo(own);
        guest.replaceTrust(SERVERS);

        OperateSourceResponse answer = operator.create(source("guest", upstream.port(), "127.0.0.1", files(guest)));

        assertThat(answer.getResult()).as(answer.toString()).isTrue();
        operator.stop("guest");
    }

    @Test
    void aPausedTaskGoesOnByItselfOnceTheAuthoritysFileIsRight() {
        PemFiles files = trusting(CertificateAuthority.create("database CA"));
        startUnchecked("heals", "127.0.0.1", downstream.port(), files(files));
        Await.value(BOUND, "paused over " + files.ca(), () -> operator.paused("heals")
                .filter(error -> error.getMessage().contains(files.ca().toString())));

        files.replaceTrust(SERVERS);

        awaitSync("heals");
    }

    @Test
    void aPausedTaskGoesOnAtResumeTaskOnceTheAuthoritysFileIsRight() {
        PemFiles files = trusting(CertificateAuthority.create("database CA"));
        startUnchecked("resumed", "127.0.0.1", downstream.port(), files(files));
        Await.value(BOUND, "paused over " + files.ca(), () -> operator.paused("resumed"));
        operator.operate(TaskOp.Pause, "resumed");

        files.replaceTrust(SERVERS);

        assertThat(operator.operate(TaskOp.Resume, "resumed").getResult()).isTrue();
        awaitSync("resumed");
    }

    @Test
    void aTaskInSyncPausesWhenTheSourceIsAnotherAndGoesOnWhenItIsItselfAgain() {
        startsSync("impostor", "127.0.0.1", files(client));

        CertificateAuthority others = CertificateAuthority.create("database CA");
        // The administrator goes on to get in, whatever the server shows.
        upstreamFiles.replaceTrust(SERVERS, CLIENTS, others);
        upstream.reloadCertificates(() -> upstreamFiles.replaceIdentity(
                others.issue(Leaf.named("upstream").forHosts("127.0.0.1"))));
        ProcessError error;
        try {
            Connections.cut(upstream, USER);
            error = Await.value(BOUND, "paused", () -> operator.paused("impostor"));
        } finally {
            upstream.reloadCertificates(() -> upstreamFiles.replaceIdentity(identity("upstream")));
        }

        assertThat(error.getMessage()).containsAnyOf(client.ca().toString(), "127.0.0.1:" + upstream.port());
        assertThat(error.getErrCode()).as(error.getMessage()).isIn(CERTIFICATE_REFUSED, BINLOG_TLS_REFUSED);
        awaitSync("impostor");
    }

    @Test
    void whatOnlyDmctlCanReadTravelsWithSourceAndTask() throws IOException {
        PemFiles dm = PemFiles.in(directory.resolve("dm"));
        PemFiles shown = SERVERS.issue(Leaf.named("dm")).writeTo(own.resolve("tls"));
        // relative: there for who is in this directory, and for no other
        PemFiles relative = PemFiles.in(Path.of("tls"));
        Files.writeString(own.resolve("source.yaml"), source("shipped", upstream.port(), "127.0.0.1", files(relative)));
        Files.writeString(
                own.resolve("task.yaml"),
                task("shipped", "127.0.0.1", downstream.port(), files(relative), "")
                        .replace("source-id: good", "source-id: shipped"));

        try (House other = House.open(dm, "dm")) {
            Dmctl dmctl = new Dmctl(other.masterPort(), dm);
            Operator there = new Operator(other.operator());
            dmctl.says("operate-source", "create", "source.yaml");
            dmctl.says("check-task", "task.yaml");
            dmctl.says("start-task", "task.yaml");
            Await.until(BOUND, "shipped is in unit Sync", () -> isInSync(there, "shipped"));

            String key = Files.readString(shown.key());
            for (String kind : List.of("source", "task")) {
                assertThat(dmctl.says("config", kind, "shipped"))
                        .contains("ssl-key: tls/key.pem", "ssl-key-base64")
                        .contains("******")
                        .doesNotContain(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)))
                        .doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
            }
            there.operate(TaskOp.Delete, "shipped");
        }
    }

    @Test
    void theLogTellsARefusalInWordsAndWithoutTheClientsStackTrace() throws IOException {
        PemFiles dm = PemFiles.in(directory.resolve("dm"));
        PemFiles wrong = trusting(CertificateAuthority.create("database CA"));
        Path log = own.resolve("master.log");
        int port = Ports.free();

        try (ChildProcess master = Scripts.here()
                .start(
                        "dm-master",
                        log,
                        "--name=logged",
                        "--master-addr=127.0.0.1:" + port,
                        "--data-dir=" + own.resolve("data"),
                        "--ssl-ca=" + dm.ca(),
                        "--ssl-cert=" + dm.cert(),
                        "--ssl-key=" + dm.key())) {
            Await.until(BOUND, "the port of " + master.tail(5), () -> answers(port));
            Files.writeString(
                    own.resolve("source.yaml"), source("refused", upstream.port(), "127.0.0.1", files(wrong)));
            Answer answer = new Dmctl(port, dm).run("operate-source", "create", "source.yaml");

            assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
            assertThat(answer.text()).contains("code=" + CERTIFICATE_REFUSED);
            assertThat(Files.readString(log))
                    .contains("the caller closed the connection before it was over")
                    .contains("code=" + CERTIFICATE_REFUSED)
                    .doesNotContain("NullPointerException", "Unhandled exception", ": null");
        }
    }

    /** Looks in and is gone. */
    private static boolean answers(int port) {
        try (Socket probe = new Socket("127.0.0.1", port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The script, run in the operator's directory. */
    private final class Dmctl {
        private final List<String> flags;

        Dmctl(int masterPort, PemFiles files) {
            flags = List.of(
                    "--master-addr=127.0.0.1:" + masterPort,
                    "--ssl-ca=" + files.ca(),
                    "--ssl-cert=" + files.cert(),
                    "--ssl-key=" + files.key());
        }

        String says(String... command) {
            Answer answer = run(command);
            assertThat(answer.exitCode()).as(answer.text()).isZero();
            return answer.text();
        }

        Answer run(String... command) {
            return Scripts.here()
                    .runIn(
                            own,
                            "dmctl",
                            Stream.concat(flags.stream(), Stream.of(command)).toArray(String[]::new));
        }
    }

    private static void sourceIsRefused(String source, int code, String named) {
        OperateSourceResponse answer = operator.create(source);

        assertThat(answer.getResult()).as(answer.toString()).isFalse();
        assertThat(answer.toString())
                .contains("code=" + code)
                .contains(named)
                .contains("upstream")
                .doesNotContain(PASSWORD);
    }

    private static void targetIsRefused(String task, int port, String host, String security, int code, String named) {
        CheckTaskResponse checked = operator.check(task(task, host, port, security, ""));
        assertThat(checked.getResult()).isFalse();
        assertThat(checked.getMsg()).contains("code=" + code).contains(named).doesNotContain(PASSWORD);

        startUnchecked(task, host, port, security);
        ProcessError error = Await.value(BOUND, task + " is paused", () -> operator.paused(task));

        assertThat(error.getErrCode()).as(error.getMessage()).isEqualTo(code);
        assertThat(error.getErrScope()).isEqualTo("downstream");
        assertThat(error.getMessage()).contains(named).doesNotContain(PASSWORD);
        operator.operate(TaskOp.Stop, task);
    }

    private static void startsSync(String task, String host, String security) {
        assertThat(operator.start(task(task, host, downstream.port(), security, ""))
                        .getResult())
                .isTrue();
        awaitSync(task);
    }

    private static void startUnchecked(String task, String host, int port, String security) {
        operator.start(task(task, host, port, security, "ignore-checking-items: [all]\n"));
    }

    private static void awaitSync(String task) {
        Await.until(BOUND, task + " is in unit Sync", () -> isInSync(operator, task));
    }

    private static boolean isInSync(Operator asked, String task) {
        return asked.status(task)
                .filter(status -> status.getStage() == Stage.Running && status.getUnit() == UnitType.Sync)
                .isPresent();
    }

    private static DatabaseServer start(boolean mysql, String name, PemFiles files) {
        ServerOptions options = ServerOptions.tls(files).requiringTls();
        DatabaseServer server = mysql
                ? TestServers.mysql(directory.resolve(name), options)
                : TestServers.mariadb(directory.resolve(name), options);
        server.createAccount(USER, PASSWORD, Access.CLIENT_CERTIFICATE);
        return server;
    }

    private static PemFiles server(String name) {
        return identity(name).writeTo(directory.resolve(name + "-tls"));
    }

    private static Issued identity(String name) {
        return SERVERS.issue(Leaf.named(name).forHosts("127.0.0.1"));
    }

    /** The right certificate and key beside the authority of somebody else. */
    private PemFiles trusting(CertificateAuthority other) {
        PemFiles files = SERVERS.issue(Leaf.named("dm")).writeTo(own);
        files.replaceTrust(other);
        return files;
    }

    private static String files(PemFiles files) {
        return caOnly(files) + "    ssl-cert: " + files.cert() + "\n    ssl-key: " + files.key() + "\n";
    }

    private static String caOnly(PemFiles files) {
        return "    ssl-ca: " + files.ca() + "\n";
    }

    private static String source(String id, int port, String host, String security) {
        return "source-id: " + id + "\nfrom:\n" + database(port, host, security);
    }

    private static String task(String name, String host, int port, String security, String more) {
        return "name: " + name + "\ntask-mode: all\nmeta-schema: meta_" + name + "\ntarget-database:\n"
                + database(port, host, security) + more
                + """
                mysql-instances:
                  - source-id: good
                    block-allow-list: app
                    route-rules: [own]
                block-allow-list:
                  app:
                    do-dbs: [app]
                routes:
                  own:
                    schema-pattern: app
                    target-schema: app_%s
                """
                        .formatted(name);
    }

    private static String database(int port, String host, String security) {
        return """
                  host: %s
                  port: %d
                  user: %s
                  password: %s
                  security:
                """
                        .formatted(host, port, USER, PASSWORD)
                        .indent(2)
                        .replace("    ", "  ")
                + security;
    }
}
