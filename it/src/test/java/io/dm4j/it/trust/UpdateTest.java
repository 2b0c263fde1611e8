package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.Stage;
import io.dm4j.api.TaskOp;
import io.dm4j.api.UnitType;
import io.dm4j.api.UpdateTaskResponse;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How to get into a database is exchanged under a running task, where it came with the files and not as paths. */
class UpdateTest {
    private static final Duration BOUND = Duration.ofSeconds(90);
    private static final String USER = "dm";
    private static final String PASSWORD = "test-only-secret";
    private static final String OTHER_PASSWORD = "another-test-secret";

    @TempDir
    static Path directory;

    private static CertificateAuthority before;
    private static CertificateAuthority after;
    private static PemFiles upstreamFiles;
    private static PemFiles downstreamFiles;
    private static DatabaseServer upstream;
    private static DatabaseServer downstream;
    private static House house;
    private static Operator operator;

    @BeforeAll
    static void open() {
        before = CertificateAuthority.create("database CA");
        after = CertificateAuthority.create("next database CA");
        upstreamFiles = identity(before).writeTo(directory.resolve("upstream-tls"));
        downstreamFiles = identity(before).writeTo(directory.resolve("downstream-tls"));
        CompletableFuture<DatabaseServer> starting =
                CompletableFuture.supplyAsync(() -> start(TestServers.mysqlAvailable(), "upstream", upstreamFiles));
        downstream = start(false, "downstream", downstreamFiles);
        upstream = starting.join();
        upstream.execute(
                "CREATE DATABASE app", "CREATE TABLE app.t (id INT PRIMARY KEY)", "INSERT INTO app.t VALUES (1)");
        house = House.open(
                CertificateAuthority.create("cluster CA")
                        .issue(Leaf.named("dm"))
                        .writeTo(directory.resolve("dm")),
                "dm");
        operator = new Operator(house.operator());
        Await.until(BOUND, "the source is bound", () -> takesTheSource());
    }

    private static boolean takesTheSource() {
        boolean bound = operator.create(source(before, PASSWORD, "")).getSourcesList().stream()
                .anyMatch(taken -> !taken.getWorker().isEmpty());
        if (!bound) {
            operator.stop("app-source");
        }
        return bound;
    }

    private static DatabaseServer start(boolean mysql, String name, PemFiles files) {
        ServerOptions options = ServerOptions.tls(files).requiringTls();
        DatabaseServer server = mysql
                ? TestServers.mysql(directory.resolve(name), options)
                : TestServers.mariadb(directory.resolve(name), options);
        server.createAccount(USER, PASSWORD, Access.CLIENT_CERTIFICATE);
        return server;
    }

    private static Issued identity(CertificateAuthority authority) {
        return authority.issue(Leaf.named("server").forHosts("127.0.0.1"));
    }

    @AfterAll
    static void close() {
        house.close();
        upstream.close();
        downstream.close();
    }

    @Test
    void aRunningTaskTakesNewMaterialAfterARotation() {
        assertThat(operator.start(task(before, "")).getResult()).isTrue();
        awaitFollows();
        assertThat(operator.uses()).contains("from app-source (task app)", "target of app (source app-source)");
        rotate(upstream, upstreamFiles);
        rotate(downstream, downstreamFiles);

        OperateSourceResponse source = operator.update(source(after, PASSWORD, ""));
        UpdateTaskResponse task = operator.updateTask(task(after, ""));
        // Who was let in before the rotation is still in; anew only the new material gets in.
        Connections.cut(upstream, USER);
        Connections.cut(downstream, USER);
        upstream.execute("INSERT INTO app.t VALUES (2)");
        awaitRows("2");

        assertThat(source.getResult()).as(source.toString()).isTrue();
        assertThat(source.getSources(0).getResult()).as(source.toString()).isTrue();
        assertThat(task.getResult()).as(task.toString()).isTrue();
        assertThat(operator.paused("app")).isEmpty();

        takesANewPassword();
        refusesMoreThanAccess();
        operator.operate(TaskOp.Delete, "app");
        Await.until(BOUND, "the databases' files are off the list", () -> operator.uses().stream()
                .noneMatch(use -> use.contains("app-source")));
    }

    private static void takesANewPassword() {
        OperateSourceResponse wrong = operator.update(source(after, OTHER_PASSWORD, ""));
        upstream.execute("ALTER USER '" + USER + "'@'%' IDENTIFIED BY '" + OTHER_PASSWORD + "'");
        OperateSourceResponse right = operator.update(source(after, OTHER_PASSWORD, ""));
        Connections.cut(upstream, USER);
        upstream.execute("INSERT INTO app.t VALUES (3)");
        awaitRows("3");

        assertThat(wrong.getSources(0).getResult()).isFalse();
        assertThat(wrong.getSources(0).getMsg()).contains("code=10502").doesNotContain(OTHER_PASSWORD);
        assertThat(right.getSources(0).getResult()).as(right.toString()).isTrue();
    }

    private static void refusesMoreThanAccess() {
        OperateSourceResponse source = operator.update(source(after, OTHER_PASSWORD, "enable-gtid: true\n"));
        UpdateTaskResponse task = operator.updateTask(task(after, "case-sensitive: true\n"));
        OperateSourceResponse unknown =
                operator.update(source(after, OTHER_PASSWORD, "").replace("app-source", "no-source"));

        assertThat(source.getSources(0).getMsg()).contains("code=20500", "app-source", "not supported yet");
        assertThat(task.getResult()).isFalse();
        assertThat(task.getMsg()).contains("code=20500", "task app");
        assertThat(unknown.getSources(0).getMsg()).contains("code=46008");
    }

    private static void rotate(DatabaseServer server, PemFiles files) {
        files.replaceTrust(before, after);
        server.reloadCertificates(() -> files.replaceIdentity(identity(after)));
    }

    private static void awaitFollows() {
        Await.until(BOUND, "app follows", () -> operator.status("app")
                .filter(status -> status.getStage() == Stage.Running && status.getUnit() == UnitType.Sync)
                .filter(status -> !status.getSync().getSyncerBinlog().isEmpty())
                .isPresent());
    }

    private static void awaitRows(String count) {
        Await.until(BOUND, count + " rows are downstream; " + operator.status("app"), () -> downstream
                .value("SELECT CAST(COUNT(*) AS CHAR) FROM app_copy.t")
                .equals(count));
    }

    private static String source(CertificateAuthority authority, String password, String more) {
        return "source-id: app-source\n" + more + "from:\n" + database(upstream, password, authority);
    }

    private static String task(CertificateAuthority authority, String more) {
        return "name: app\ntask-mode: all\n" + more + "target-database:\n" + database(downstream, PASSWORD, authority)
                + """
                mysql-instances:
                  - source-id: app-source
                    block-allow-list: app
                    route-rules: [own]
                block-allow-list:
                  app:
                    do-dbs: [app]
                routes:
                  own:
                    schema-pattern: app
                    target-schema: app_copy
                """;
    }

    private static String database(DatabaseServer server, String password, CertificateAuthority authority) {
        Issued client = authority.issue(Leaf.named("dm"));
        return """
                  host: 127.0.0.1
                  port: %d
                  user: %s
                  password: %s
                  security:
                    ssl-ca-base64: %s
                    ssl-cert-base64: %s
                    ssl-key-base64: %s
                """
                .formatted(
                        server.port(),
                        USER,
                        password,
                        base64(authority.pem()),
                        base64(client.chainPem()),
                        base64(client.keyPem()));
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
