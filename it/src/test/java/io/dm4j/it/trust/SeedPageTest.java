package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page "Enable TLS for DM Connections", word for word but for paths and ports, with processes and real servers. */
class SeedPageTest {
    private static final Duration BOUND = Duration.ofSeconds(90);

    private final CertificateAuthority authority = CertificateAuthority.create("page CA");
    private final CertificateAuthority upstreamAuthority = CertificateAuthority.create("MySQL CA");
    private final CertificateAuthority downstreamAuthority = CertificateAuthority.create("TiDB CA");
    private final int masterPort = Ports.free();
    private final int workerPort = Ports.free();
    private final Scripts scripts = Scripts.here();

    @TempDir
    Path directory;

    private ChildProcess master;
    private ChildProcess worker;

    @BeforeEach
    void issue() {
        Stream.of("master", "worker", "client").forEach(part -> place(authority, part, "dm"));
    }

    @AfterEach
    void end() {
        Stream.of(worker, master).filter(part -> part != null).forEach(ChildProcess::close);
    }

    @Test
    void worksFromItsFilesToUnitSync() throws IOException {
        Path masterFile = write(
                "dm-master.toml",
                """
                name = "master1"
                master-addr = ":%d"
                advertise-addr = "127.0.0.1:%d"
                data-dir = "%s"
                ssl-ca = "%s/ca.pem"
                ssl-cert = "%s/master-cert.pem"
                ssl-key = "%s/master-key.pem"
                cert-allowed-cn = ["dm"]
                """,
                masterPort,
                masterPort,
                directory.resolve("master-data"),
                directory,
                directory,
                directory);
        Path workerFile = write(
                "dm-worker.toml",
                """
                name = "worker1"
                worker-addr = "0.0.0.0:%d"
                advertise-addr = "127.0.0.1:%d"
                join = "127.0.0.1:%d"
                ssl-ca = "%s/ca.pem"
                ssl-cert = "%s/worker-cert.pem"
                ssl-key = "%s/worker-key.pem"
                cert-allowed-cn = ["dm"]
                """,
                workerPort,
                workerPort,
                masterPort,
                directory,
                directory,
                directory);
        master = start("dm-master", "--config", masterFile.toString());
        worker = start("dm-worker", "--config", workerFile.toString());
        try (DatabaseServer upstream = database(upstreamAuthority, "mysql", "mysql", "mysql-ca.pem");
                DatabaseServer downstream = database(downstreamAuthority, "tidb", "tidb-client", "tidb-ca.pem")) {
            upstream.execute("CREATE DATABASE tls", "CREATE TABLE tls.t (i TINYINT, j INT UNIQUE KEY)");
            upstream.execute("INSERT INTO tls.t VALUES (1, 10001), (1, 10011)");
            awaitWorker();

            assertThat(succeeds("operate-source", "create", source(upstream).toString()))
                    .contains("\"result\": true", "\"source\": \"mysql-replica-01\"");
            succeeds("start-task", task(downstream).toString());
            Await.until(
                    BOUND, "unit Sync", () -> succeeds("query-status", "test").contains("\"unit\": \"Sync\""));
            upstream.execute("INSERT INTO tls.t VALUES (2, 20002)");

            String rows = "SELECT GROUP_CONCAT(CONCAT(i, ':', j) ORDER BY j) FROM tls.t";
            Await.until(BOUND, "equal rows", () -> "1:10001,1:10011,2:20002".equals(downstream.value(rows)));
        }
    }

    @Test
    void worksFromFlags() {
        master = start(
                "dm-master",
                "--name",
                "master1",
                "--master-addr=127.0.0.1:" + masterPort,
                "--data-dir",
                directory.resolve("master-data").toString(),
                "--ssl-ca",
                directory + "/ca.pem",
                "--ssl-cert",
                directory + "/master-cert.pem",
                "--ssl-key",
                directory + "/master-key.pem",
                "--cert-allowed-cn",
                "dm");
        worker = start(
                "dm-worker",
                "-name=worker1",
                "-worker-addr=127.0.0.1:" + workerPort,
                "-join=127.0.0.1:" + masterPort,
                "--ssl-ca",
                directory + "/ca.pem",
                "--ssl-cert",
                directory + "/worker-cert.pem",
                "--ssl-key",
                directory + "/worker-key.pem",
                "--cert-allowed-cn",
                "dm");

        awaitWorker();
    }

    /** dmctl as the page calls it, in command mode. */
    private Answer dmctl(String... command) {
        List<String> page = List.of(
                "--master-addr=127.0.0.1:" + masterPort,
                "--ssl-ca",
                directory + "/ca.pem",
                "--ssl-cert",
                directory + "/client-cert.pem",
                "--ssl-key",
                directory + "/client-key.pem");
        return scripts.run(
                "dmctl", Stream.concat(page.stream(), Stream.of(command)).toArray(String[]::new));
    }

    private String succeeds(String... command) {
        Answer answer = dmctl(command);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer.output();
    }

    private void awaitWorker() {
        Await.until(BOUND, "list-member shows both", () -> {
            Answer answer = dmctl("list-member");
            return answer.exitCode() == 0 && answer.output().contains("\"worker1\"") && isFree(answer.output());
        });
    }

    private static boolean isFree(String members) {
        return members.contains("\"alive\": true") && members.contains("\"stage\": \"free\"");
    }

    private Path source(DatabaseServer upstream) throws IOException {
        return write(
                "source.yaml",
                """
                source-id: mysql-replica-01
                from:
                    host: 127.0.0.1
                    port: %d
                    user: dm_tls_test
                    password: "123456"
                    security:
                        ssl-ca: "%s/mysql-ca.pem"
                        ssl-cert: "%s/mysql-cert.pem"
                        ssl-key: "%s/mysql-key.pem"
                """,
                upstream.port(),
                directory,
                directory,
                directory);
    }

    private Path task(DatabaseServer downstream) throws IOException {
        return write(
                "task.yaml",
                """
                name: test
                task-mode: all
                target-database:
                    host: 127.0.0.1
                    port: %d
                    user: dm_tls_test
                    password: "123456"
                    security:
                        ssl-ca: "%s/tidb-ca.pem"
                        ssl-cert: "%s/tidb-client-cert.pem"
                        ssl-key: "%s/tidb-client-key.pem"
                mysql-instances:
                    - source-id: mysql-replica-01
                      block-allow-list: instance
                block-allow-list:
                    instance:
                        do-dbs: ["tls"]
                """,
                downstream.port(),
                directory,
                directory,
                directory);
    }

    /** A server under its own authority; the page's client files for it lie in the directory. */
    private DatabaseServer database(CertificateAuthority its, String name, String client, String ca)
            throws IOException {
        PemFiles own = its.issue(Leaf.named(name)).writeTo(directory.resolve(name + "-server"));
        place(its, client, "dm");
        Files.copy(own.ca(), directory.resolve(ca));
        ServerOptions options = ServerOptions.tls(own).requiringTls();
        DatabaseServer server = name.equals("mysql") && TestServers.mysqlAvailable()
                ? TestServers.mysql(directory.resolve(name), options)
                : TestServers.mariadb(directory.resolve(name), options);
        server.createAccount("dm_tls_test", "123456", Access.CLIENT_CERTIFICATE);
        return server;
    }

    /** As the page names them: the authority's ca.pem, and NAME-cert.pem with NAME-key.pem. */
    private void place(CertificateAuthority by, String name, String commonName) {
        Issued issued = by.issue(Leaf.named(commonName));
        PemFiles files = new PemFiles(
                directory.resolve("ca.pem"),
                directory.resolve(name + "-cert.pem"),
                directory.resolve(name + "-key.pem"));
        files.replaceIdentity(issued);
        if (by == authority) {
            files.replaceTrust(by);
        }
    }

    private ChildProcess start(String part, String... arguments) {
        return scripts.start(part, directory.resolve(part + ".out"), arguments);
    }

    private Path write(String name, String text, Object... values) throws IOException {
        return Files.writeString(directory.resolve(name), text.formatted(values));
    }
}
