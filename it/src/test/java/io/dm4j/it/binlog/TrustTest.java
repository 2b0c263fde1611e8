package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.binlog.BinlogError;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SslMode;
import io.dm4j.error.DmException;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.TestServers;
import io.dm4j.mysql.DatabaseError;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The binlog connection of io.dm4j.binlog trusts whom its security block says, and nobody else. */
class TrustTest {
    private final CertificateAuthority authority = CertificateAuthority.create("binlog CA");

    @TempDir
    Path directory;

    @Test
    void mysqlIsReadUnderMutualTls() {
        assumeTrue(TestServers.mysqlAvailable());
        isReadUnderMutualTls(TestServers::mysql);
    }

    @Test
    void mariadbIsReadUnderMutualTls() {
        isReadUnderMutualTls(TestServers::mariadb);
    }

    private void isReadUnderMutualTls(BiFunction<Path, ServerOptions, DatabaseServer> starter) {
        PemFiles own =
                authority.issue(Leaf.named("server").forHosts("127.0.0.1")).writeTo(directory.resolve("server"));
        PemFiles client = authority.issue(Leaf.named("dm")).writeTo(directory.resolve("client"));
        try (DatabaseServer server =
                starter.apply(directory.resolve("db"), ServerOptions.tls(own).requiringTls())) {
            server.createAccount("dm", "secret", Access.CLIENT_CERTIFICATE);

            reads(server, security(client, SslMode.VERIFY_IDENTITY, List.of()));
            reads(server, security(client, SslMode.VERIFY_IDENTITY, List.of("server")));
            refuses(server, security(client, SslMode.VERIFY_IDENTITY, List.of("other")), BinlogError.TLS_REFUSED);
            refuses(server, security(stranger(), SslMode.VERIFY_CA, List.of()), BinlogError.TLS_REFUSED);
            refuses(server, noCertificate(client), BinlogError.ACCESS_DENIED);
            refuses(server, SecurityConfig.NONE, null);

            isClosedOnceDistrusted(server, client);

            server.reloadCertificates(() ->
                    own.replaceIdentity(authority.issue(Leaf.named("server").forHosts("db.example"))));
            refuses(server, security(client, SslMode.VERIFY_IDENTITY, List.of()), BinlogError.TLS_REFUSED);
            reads(server, security(client, SslMode.VERIFY_CA, List.of()));
        }
    }

    private void isClosedOnceDistrusted(DatabaseServer server, PemFiles client) {
        DatabaseConfig database =
                database(server, security(client, SslMode.VERIFY_IDENTITY, List.of()), "dm", "secret");
        try (Follow follow = Follow.of(Follow.source(server, true, database))) {
            follow.from(Follow.end(server));

            client.replaceTrust(CertificateAuthority.create("other CA"));

            assertThatThrownBy(() -> follow.until(event -> false)).isInstanceOfSatisfying(DmException.class, e -> {
                assertThat(e.code()).isEqualTo(DatabaseError.TRUST_WITHDRAWN);
                assertThat(e.getMessage())
                        .contains(server.address().toString(), client.ca().toString());
                assertThat(SqlFailures.heals(e)).isTrue();
            });
        } finally {
            client.replaceTrust(authority);
        }
    }

    @Test
    void aServerWithoutTlsIsRefusedWhenTlsIsAskedFor() {
        PemFiles client = authority.issue(Leaf.named("dm")).writeTo(directory.resolve("client"));

        refuses(
                SharedServers.mariadb(),
                security(client, SslMode.VERIFY_CA, List.of()),
                SharedServers.mariadb().rootUser(),
                SharedServers.mariadb().rootPassword(),
                BinlogError.TLS_NOT_OFFERED);
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        DatabaseServer server = SharedServers.mariadb();

        refuses(server, SecurityConfig.NONE, server.rootUser(), "wrong-secret", BinlogError.ACCESS_DENIED);
    }

    @Test
    void aPortWhereNobodyListensIsToldAsSuch() {
        DatabaseConfig nobody = new DatabaseConfig("127.0.0.1", 1, "u", Secret.of("p"), Map.of(), SecurityConfig.NONE);

        try (Follow follow = Follow.of(Follow.source(SharedServers.mariadb(), false, nobody))) {
            assertThatThrownBy(() -> follow.from(Follow.end(SharedServers.mariadb())))
                    .isInstanceOfSatisfying(
                            DmException.class, e -> assertThat(e.code()).isEqualTo(BinlogError.CONNECT_FAILED));
        }
    }

    /** Of another authority than the server's, whole in itself. */
    private PemFiles stranger() {
        return CertificateAuthority.create("other CA").issue(Leaf.named("dm")).writeTo(directory.resolve("other"));
    }

    private static SecurityConfig security(PemFiles files, SslMode mode, List<String> names) {
        return SecurityConfig.of(pem(files.ca()), pem(files.cert()), pem(files.key()))
                .allowing(names.toArray(String[]::new))
                .withSslMode(mode);
    }

    private static SecurityConfig noCertificate(PemFiles files) {
        return SecurityConfig.of(pem(files.ca()), PemInput.ABSENT, PemInput.ABSENT);
    }

    private static PemInput pem(Path file) {
        return PemInput.file(file.toString());
    }

    private static void reads(DatabaseServer server, SecurityConfig security) {
        try (Follow follow = Follow.of(Follow.source(server, true, database(server, security, "dm", "secret")))) {
            follow.from(Follow.end(server));
            server.execute("CREATE DATABASE d", "DROP DATABASE d");
            follow.transactions(2);
        }
    }

    private static void refuses(DatabaseServer server, SecurityConfig security, BinlogError code) {
        refuses(server, security, "dm", "secret", code);
    }

    private static void refuses(
            DatabaseServer server, SecurityConfig security, String user, String password, BinlogError code) {
        DatabaseConfig database = database(server, security, user, password);
        try (Follow follow = Follow.of(Follow.source(server, true, database))) {
            assertThatThrownBy(() -> follow.from(Follow.end(server))).isInstanceOfSatisfying(DmException.class, e -> {
                if (code != null) {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                }
                if (code == BinlogError.TLS_REFUSED) {
                    assertThat(e.getMessage())
                            .contains(
                                    "127.0.0.1:" + server.port(), security.ca().path());
                }
                assertThat(e.getMessage()).doesNotContain(password);
                assertThat(BinlogError.heals(e)).isTrue();
            });
        }
    }

    private static DatabaseConfig database(
            DatabaseServer server, SecurityConfig security, String user, String password) {
        return new DatabaseConfig("127.0.0.1", server.port(), user, Secret.of(password), Map.of(), security);
    }
}
