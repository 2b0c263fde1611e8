package io.dm4j.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both kinds of server start with TLS, ask for a client certificate, and take new certificates while running. */
class DatabaseServerTest {
    private final CertificateAuthority authority = CertificateAuthority.create("test CA");

    @TempDir
    Path directory;

    @Test
    void mysqlSpeaksMutualTls() {
        assumeTrue(TestServers.mysqlAvailable());

        speaksMutualTls(TestServers::mysql);
    }

    @Test
    void mariadbSpeaksMutualTls() {
        speaksMutualTls(TestServers::mariadb);
    }

    private void speaksMutualTls(BiFunction<Path, ServerOptions, DatabaseServer> starter) {
        PemFiles own = authority.issue(Leaf.named("server")).writeTo(directory.resolve("server"));
        PemFiles client = authority.issue(Leaf.named("dm")).writeTo(directory.resolve("client"));
        PemFiles stranger =
                CertificateAuthority.create("other CA").issue(Leaf.named("dm")).writeTo(directory.resolve("other"));
        try (DatabaseServer server =
                starter.apply(directory.resolve("db"), ServerOptions.tls(own).requiringTls())) {
            server.createAccount("dm", "secret", Access.CLIENT_CERTIFICATE);

            assertThat(roundTrip(server, client)).isEqualTo(List.of(List.of("1", "猫 🐈")));
            assertThatThrownBy(() -> server.session("dm", "secret", stranger).close())
                    .isInstanceOf(Exception.class);
            rotate(server, own, client);
            assertThat(roundTrip(server, client)).isEqualTo(List.of(List.of("1", "猫 🐈")));
        }
    }

    private static void rotate(DatabaseServer server, PemFiles own, PemFiles client) {
        CertificateAuthority next = CertificateAuthority.create("next CA");
        server.reloadCertificates(() -> {
            own.replaceIdentity(next.issue(Leaf.named("server")));
            own.replaceTrust(next);
        });
        client.replaceIdentity(next.issue(Leaf.named("dm")));
    }

    private static List<List<String>> roundTrip(DatabaseServer server, PemFiles client) {
        try (SqlSession session = server.session("dm", "secret", client)) {
            session.execute(
                    "CREATE DATABASE round",
                    "CREATE TABLE round.trip (id INT PRIMARY KEY, name VARCHAR(20)) DEFAULT CHARSET utf8mb4",
                    "INSERT INTO round.trip VALUES (1, '猫 🐈')");
            List<List<String>> rows = session.query("SELECT id, name FROM round.trip");
            session.execute("DROP DATABASE round");
            return rows;
        }
    }
}
