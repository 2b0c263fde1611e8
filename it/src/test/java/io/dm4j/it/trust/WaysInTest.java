package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.binlog.BinlogError;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.ServerIdentity;
import io.dm4j.config.SslMode;
import io.dm4j.config.TlsLimits;
import io.dm4j.config.TlsVersion;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.mysql.DatabaseError;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.position.BinlogPosition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Session, pool and binlog connection ask the same of both kinds of server, and show the same. Real servers. */
class WaysInTest {
    private static final String USER = "wayfarer";
    private static final String PASSWORD = "test-only-secret";
    private static final String SHA2 = "caching_sha2_password";
    private static final String NATIVE = "mysql_native_password";

    /** Which server is asked. */
    enum Server {
        MYSQL,
        MARIADB
    }

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("database CA");
    private static final Map<Server, DatabaseServer> SERVERS = new EnumMap<>(Server.class);
    private static final Map<Server, PemFiles> FILES = new EnumMap<>(Server.class);

    @TempDir
    static Path directory;

    private static PemFiles client;

    @BeforeAll
    static void open() {
        client = AUTHORITY.issue(Leaf.named("dm")).writeTo(directory.resolve("client"));
        if (TestServers.mysqlAvailable()) {
            SERVERS.put(Server.MYSQL, TestServers.mysql(directory.resolve("mysql"), options(Server.MYSQL)));
        }
        SERVERS.put(Server.MARIADB, TestServers.mariadb(directory.resolve("mariadb"), options(Server.MARIADB)));
    }

    /** Nobody has to speak TLS: whoever is talked out of it would be let in. */
    private static ServerOptions options(Server which) {
        FILES.put(which, identity("127.0.0.1", "db.example").writeTo(directory.resolve(which + "-tls")));
        return ServerOptions.tls(FILES.get(which));
    }

    private static Issued identity(String... hosts) {
        return AUTHORITY.issue(Leaf.named("server").forHosts(hosts));
    }

    @AfterAll
    static void close() {
        SERVERS.values().forEach(DatabaseServer::close);
    }

    @AfterEach
    void removeTheAccount() {
        SERVERS.values().forEach(server -> server.execute("SET sql_log_bin = 0", "DROP USER IF EXISTS " + USER));
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void theServerIsKnownByAddressNameOrFingerprint(Server which) {
        account(which, NATIVE, "NONE");

        letsIn(which, "127.0.0.1", trusting());
        refuses(which, "localhost", trusting(), DatabaseError.CERTIFICATE_REFUSED, BinlogError.TLS_REFUSED);
        letsIn(which, "localhost", trusting().withSslMode(SslMode.VERIFY_CA));
        letsIn(which, "localhost", trusting().withServer(named("db.example")));
        refuses(
                which,
                "127.0.0.1",
                trusting().withServer(named("other.example")),
                DatabaseError.CERTIFICATE_REFUSED,
                BinlogError.TLS_REFUSED);

        Issued nameless = identity();
        server(which).reloadCertificates(() -> FILES.get(which).replaceIdentity(nameless));
        try {
            refuses(which, "127.0.0.1", trusting(), DatabaseError.CERTIFICATE_REFUSED, BinlogError.TLS_REFUSED);
            letsIn(which, "127.0.0.1", trusting().withServer(pinned(nameless)));
            letsIn(which, "127.0.0.1", SecurityConfig.NONE.withServer(pinned(nameless)));
            refuses(
                    which,
                    "127.0.0.1",
                    trusting().withServer(pinned(identity())),
                    DatabaseError.CERTIFICATE_REFUSED,
                    BinlogError.TLS_REFUSED);
        } finally {
            server(which)
                    .reloadCertificates(() -> FILES.get(which).replaceIdentity(identity("127.0.0.1", "db.example")));
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void floorAndSuitesAreKept(Server which) {
        account(which, NATIVE, "NONE");

        letsIn(which, "127.0.0.1", limited(TlsVersion.V1_3, "TLS_AES_256_GCM_SHA384"));
        letsIn(which, "127.0.0.1", limited(TlsVersion.V1_2, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        refuses(
                which,
                "127.0.0.1",
                limited(TlsVersion.V1_2, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
                DatabaseError.CERTIFICATE_REFUSED,
                BinlogError.TLS_REFUSED);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void aProxyThatStripsTlsGetsNoPassword(Server which) {
        account(which, which == Server.MYSQL ? SHA2 : NATIVE, "NONE");
        for (Way way : Way.values()) {
            try (StrippingProxy proxy = StrippingProxy.before(server(which).port(), StrippingProxy.Manner.REFUSES)) {
                Optional<DmException> refusal = way.refusal(config(proxy.port(), "127.0.0.1", trusting()), end(which));

                assertThat(refusal).as(way + " at " + which).isPresent();
                assertThat(refusal.get().code())
                        .as(refusal.get().getMessage())
                        .isEqualTo(way == Way.BINLOG ? BinlogError.TLS_NOT_OFFERED : DatabaseError.NOT_ENCRYPTED);
                assertSaidNothing(proxy);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void aProxyThatHandsOnWhatItCannotReadGetsNoPasswordEither(Server which) {
        account(which, which == Server.MYSQL ? SHA2 : NATIVE, "NONE");
        for (Way way : Way.values()) {
            try (StrippingProxy proxy = StrippingProxy.before(server(which).port(), StrippingProxy.Manner.PASSES_ON)) {
                // Who insists on TLS may get through to the server itself, by its certificate.
                way.refusal(config(proxy.port(), "127.0.0.1", trusting()), end(which));

                assertSaidNothing(proxy);
            }
        }
    }

    /** At most the request for TLS, and then TLS; the account's name would stand in the clear in any other answer. */
    private static void assertSaidNothing(StrippingProxy proxy) {
        byte[] heard = proxy.heard();
        String clear = new String(heard, StandardCharsets.ISO_8859_1);
        assertThat(clear).doesNotContain(USER).doesNotContain(PASSWORD);
        if (heard.length > 0) {
            assertThat(heard).hasSizeGreaterThanOrEqualTo(36);
            assertThat(heard[0]).as("the length of a request for TLS").isEqualTo((byte) 32);
        }
        if (heard.length > 36) {
            assertThat(heard[36]).as("a TLS handshake record").isEqualTo((byte) 0x16);
        }
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void accountsMayDemandACertificate(Server which) {
        account(which, NATIVE, "X509");
        letsIn(which, "127.0.0.1", trusting());
        refuses(which, "127.0.0.1", withoutCertificate(), DatabaseError.ACCESS_DENIED, BinlogError.ACCESS_DENIED);

        account(which, NATIVE, "SUBJECT '/CN=dm'");
        letsIn(which, "127.0.0.1", trusting());

        account(which, NATIVE, "SUBJECT '/CN=somebody'");
        refuses(which, "127.0.0.1", trusting(), DatabaseError.ACCESS_DENIED, BinlogError.ACCESS_DENIED);
    }

    @ParameterizedTest
    @EnumSource(Server.class)
    void accountsMayDemandTheIssuerOfTheCertificate(Server which) {
        String issuer = "/" + AUTHORITY.certificate().getSubjectX500Principal().getName();
        account(which, NATIVE, "ISSUER '" + issuer + "'");
        letsIn(which, "127.0.0.1", trusting());

        account(which, NATIVE, "ISSUER '" + issuer + "' AND SUBJECT '/CN=dm'");
        letsIn(which, "127.0.0.1", trusting());

        account(which, NATIVE, "ISSUER '/CN=another CA'");
        refuses(which, "127.0.0.1", trusting(), DatabaseError.ACCESS_DENIED, BinlogError.ACCESS_DENIED);
    }

    @ParameterizedTest
    @EnumSource(value = Server.class, names = "MYSQL")
    void cachingSha2PasswordIsGivenInFullAndThenFast(Server which) {
        account(which, SHA2, "X509");
        for (Way way : Way.values()) {
            server(which).execute("FLUSH PRIVILEGES");

            assertThat(way.refusal(config(which, "127.0.0.1", trusting()), end(which)))
                    .as(way + ", full")
                    .isEmpty();
            assertThat(way.refusal(config(which, "127.0.0.1", trusting()), end(which)))
                    .as(way + ", fast")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Server.class, names = "MYSQL")
    void anAccountOfAnotherPluginIsRefusedAndThePluginNamed(Server which) {
        account(which, "sha256_password", "NONE");
        for (Way way : Way.values()) {
            Optional<DmException> refusal = way.refusal(config(which, "127.0.0.1", trusting()), end(which));

            assertThat(refusal).as(way.name()).isPresent();
            assertThat(refusal.get().getMessage()).contains("sha256_password").doesNotContain(PASSWORD);
            assertThat(refusal.get().code())
                    .isEqualTo(way == Way.BINLOG ? BinlogError.ACCESS_DENIED : DatabaseError.AUTHENTICATION_PLUGIN);
        }
    }

    @Test
    void anAccountOfMariadbsEd25519PluginIsRefusedAndThePluginNamed() {
        try (Ed25519Door server = Ed25519Door.open()) {
            for (Way way : Way.values()) {
                Optional<DmException> refusal = way.refusal(
                        config(server.port(), "127.0.0.1", SecurityConfig.NONE),
                        new BinlogPosition("binlog.000001", 4));

                assertThat(refusal).as(way.name()).isPresent();
                assertThat(refusal.get().getMessage())
                        .contains("client_ed25519")
                        .doesNotContain(PASSWORD);
                assertThat(refusal.get().code())
                        .isEqualTo(way == Way.BINLOG ? BinlogError.ACCESS_DENIED : DatabaseError.AUTHENTICATION_PLUGIN);
            }
        }
    }

    private static void letsIn(Server which, String host, SecurityConfig security) {
        for (Way way : Way.values()) {
            assertThat(way.refusal(config(which, host, security), end(which)))
                    .as(way + " at " + which + " as " + host)
                    .isEmpty();
        }
    }

    private static void refuses(
            Server which, String host, SecurityConfig security, ErrorCode code, ErrorCode binlogCode) {
        for (Way way : Way.values()) {
            Optional<DmException> refusal = way.refusal(config(which, host, security), end(which));

            assertThat(refusal).as(way + " at " + which + " as " + host).isPresent();
            ErrorCode expected = way == Way.BINLOG ? binlogCode : code;
            assertThat(refusal.get().code()).as(refusal.get().getMessage()).isEqualTo(expected);
            assertThat(refusal.get().getMessage())
                    .contains(host, expected.workaround())
                    .doesNotContain(PASSWORD);
        }
    }

    private static void account(Server which, String plugin, String requirement) {
        DatabaseServer server = server(which);
        String by = which == Server.MYSQL
                ? "WITH " + plugin + " BY '" + PASSWORD + "'"
                : "VIA " + plugin + " USING PASSWORD('" + PASSWORD + "')";
        server.execute(
                "SET sql_log_bin = 0",
                "DROP USER IF EXISTS " + USER,
                "CREATE USER " + USER + " IDENTIFIED " + by + " REQUIRE " + requirement,
                "GRANT ALL ON *.* TO " + USER);
    }

    private static DatabaseServer server(Server which) {
        assumeTrue(SERVERS.containsKey(which), "MySQL cannot run on this machine");
        return SERVERS.get(which);
    }

    private static BinlogPosition end(Server which) {
        List<String> row = server(which).query("SHOW MASTER STATUS").get(0);
        return new BinlogPosition(row.get(0), Long.parseLong(row.get(1)));
    }

    private static SecurityConfig trusting() {
        return SecurityConfig.files(
                client.ca().toString(), client.cert().toString(), client.key().toString());
    }

    private static SecurityConfig withoutCertificate() {
        return SecurityConfig.of(PemInput.file(client.ca().toString()), PemInput.ABSENT, PemInput.ABSENT);
    }

    private static SecurityConfig limited(TlsVersion floor, String... suites) {
        return trusting().withLimits(new TlsLimits(floor, List.of(suites)));
    }

    private static ServerIdentity named(String name) {
        return new ServerIdentity(SslMode.VERIFY_IDENTITY, name, List.of());
    }

    private static ServerIdentity pinned(Issued server) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(server.certificate().getEncoded());
            return new ServerIdentity(
                    SslMode.VERIFY_IDENTITY, "", List.of(HexFormat.of().formatHex(digest)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DatabaseConfig config(Server which, String host, SecurityConfig security) {
        return config(server(which).port(), host, security);
    }

    private static DatabaseConfig config(int port, String host, SecurityConfig security) {
        return new DatabaseConfig(host, port, USER, Secret.of(PASSWORD), Map.of(), security);
    }
}
