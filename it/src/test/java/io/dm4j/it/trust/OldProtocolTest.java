package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A MariaDB server that speaks TLS 1.1 and nothing else, as a database from before 2018 would. */
class OldProtocolTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String USER = "dm";
    private static final String PASSWORD = "test-only-secret";

    @TempDir
    static Path directory;

    private static DatabaseServer server;
    private static PemFiles files;

    @BeforeAll
    static void start() {
        files = CertificateAuthority.create("old CA").issue(Leaf.named("old")).writeTo(directory.resolve("tls"));
        server = TestServers.mariadb(
                directory.resolve("mariadb"),
                ServerOptions.PLAIN.with(
                        "--ssl",
                        "--ssl-ca=" + files.ca(),
                        "--ssl-cert=" + files.cert(),
                        "--ssl-key=" + files.key(),
                        "--tls-version=TLSv1.1"));
        server.createAccount(USER, PASSWORD, Access.TLS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isSpokenToUnderALoweredFloorWhereTheJvmLetsIt() throws IOException {
        String permitting = "jdk.tls.disabledAlgorithms=SSLv3, TLSv1, RC4, DES, MD5withRSA, DH keySize < 1024, NULL\n";

        assertThat(waysIn(permitting))
                .containsExactly(
                        "1.1 SESSION let in",
                        "1.1 POOL let in",
                        "1.1 BINLOG let in",
                        "1.2 SESSION 10501",
                        "1.2 POOL 10501",
                        "1.2 BINLOG 36553");
    }

    @Test
    void isRefusedWhereTheJvmForbidsItWhateverTheFloor() throws IOException {
        assertThat(waysIn(""))
                .containsExactly(
                        "1.1 SESSION 10501",
                        "1.1 POOL 10501",
                        "1.1 BINLOG 36553",
                        "1.2 SESSION 10501",
                        "1.2 POOL 10501",
                        "1.2 BINLOG 36553");
    }

    private static List<String> waysIn(String securityProperties) throws IOException {
        Path own = Files.createTempDirectory(directory, "jvm");
        Path properties = Files.writeString(own.resolve("java.security"), securityProperties);
        List<String> end = server.query("SHOW MASTER STATUS").get(0);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.properties=" + properties,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                OldProtocolMain.class.getName(),
                Integer.toString(server.port()),
                files.ca().toString(),
                USER,
                PASSWORD,
                end.get(0),
                end.get(1));
        try (ChildProcess child = ChildProcess.start("old-protocol", command, Map.of(), own.resolve("output.txt"))) {
            assertThat(child.endsWithin(BOUND)).as(child.tail(20)).isTrue();
            assertThat(child.exitCode()).as(child.tail(20)).isZero();
            return child.output().lines().filter(line -> line.startsWith("1.")).toList();
        }
    }
}
