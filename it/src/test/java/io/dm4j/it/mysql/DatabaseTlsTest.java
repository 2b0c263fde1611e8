package io.dm4j.it.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.PemInput;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SslMode;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.DatabaseError;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code io.dm4j.mysql} demands of a server's certificate, and shows of its own. */
class DatabaseTlsTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("database CA");
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path directory;

    private static DatabaseServer server;
    private static PemFiles client;
    private static Issued identity;

    @BeforeAll
    static void start() {
        // good for 127.0.0.1 alone: localhost is a wrong name for it
        identity = AUTHORITY.issue(Leaf.named("database").forHosts("127.0.0.1"));
        PemFiles own = identity.writeTo(make("server"));
        server = TestServers.mariadb(
                directory.resolve("mariadb"), ServerOptions.tls(own).requiringTls());
        server.createAccount("dm", "secret-word", Access.CLIENT_CERTIFICATE);
        client = AUTHORITY.issue(Leaf.named("dm")).writeTo(make("client"));
    }

    @AfterAll
    static void stop() {
        get(VERTX.close());
        server.close();
    }

    @Test
    void speaksTlsWithAClientCertificate() {
        SqlConnection connection =
                get(database("127.0.0.1", client, SslMode.VERIFY_IDENTITY).connect());

        assertThat(connection.isSSL()).isTrue();
        get(connection.close());
    }

    @Test
    void speaksTlsInAPool() {
        Pool pool = database("127.0.0.1", client, SslMode.VERIFY_IDENTITY).pool(2);

        String cipher = get(pool.query("SHOW SESSION STATUS LIKE 'Ssl_cipher'").execute())
                .iterator()
                .next()
                .getString(1);

        assertThat(cipher).isNotEmpty();
        get(pool.close());
    }

    @Test
    void refusesAServerOfAnotherAuthorityAndNamesTheFile() {
        PemFiles stranger =
                CertificateAuthority.create("other CA").issue(Leaf.named("dm")).writeTo(make("stranger"));

        assertRefused(
                database("127.0.0.1", stranger, SslMode.VERIFY_IDENTITY),
                DatabaseError.CERTIFICATE_REFUSED,
                stranger.ca().toString());
    }

    @Test
    void refusesAServerUnderAWrongNameAndNamesTheHostAndTheWaysOut() {
        assertRefused(
                database("localhost", client, SslMode.VERIFY_IDENTITY),
                DatabaseError.CERTIFICATE_REFUSED,
                "host localhost",
                "ssl-server-name",
                "ssl-mode: verify-ca");
    }

    @Test
    void takesAServerUnderAWrongNameWhereOnlyTheChainIsAskedFor() {
        get(get(database("localhost", client, SslMode.VERIFY_CA).connect()).close());
    }

    @Test
    void saysThatARefusalMayBeAboutTheCertificate() {
        SecurityConfig bare =
                SecurityConfig.of(PemInput.file(client.ca().toString()), PemInput.ABSENT, PemInput.ABSENT);

        assertRefused(database("127.0.0.1", bare), DatabaseError.ACCESS_DENIED, "user dm");
    }

    @Test
    void neverComesInPlainText() {
        assertThatThrownBy(() -> get(database("127.0.0.1", SecurityConfig.NONE).connect()))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void usesReplacedFilesForTheNextConnection() {
        PemFiles files = CertificateAuthority.create("wrong at first")
                .issue(Leaf.named("dm"))
                .writeTo(make("replaced"));
        Database database = database("127.0.0.1", files, SslMode.VERIFY_IDENTITY);
        assertThatThrownBy(() -> get(database.connect())).isInstanceOf(CompletionException.class);

        files.replaceTrust(AUTHORITY);
        files.replaceIdentity(AUTHORITY.issue(Leaf.named("dm")));

        get(get(database.connect()).close());
    }

    @Test
    void closesOpenConnectionsSoonAfterTheAuthorityIsWithdrawnAndSaysWhy() throws Exception {
        PemFiles files = AUTHORITY.issue(Leaf.named("dm")).writeTo(make("withdrawn"));
        Database database = database("127.0.0.1", files, SslMode.VERIFY_IDENTITY);
        CompletableFuture<DmException> why = new CompletableFuture<>();
        database.whenDistrusted(why::complete);
        SqlConnection own = get(database.connect());
        CompletableFuture<Void> ownEnd = new CompletableFuture<>();
        own.closeHandler(ownEnd::complete);
        Pool pool = database.pool(1);
        SqlConnection lent = get(pool.getConnection());
        CompletableFuture<Void> lentEnd = new CompletableFuture<>();
        lent.closeHandler(lentEnd::complete);

        files.replaceTrust(CertificateAuthority.create("other CA"));

        CompletableFuture.allOf(ownEnd, lentEnd).get(5, TimeUnit.SECONDS);
        assertThat(why.join().code()).isEqualTo(DatabaseError.TRUST_WITHDRAWN);
        assertThat(why.join().getMessage())
                .contains("127.0.0.1:" + server.port(), files.ca().toString());
        assertThatThrownBy(() -> get(database.connect())).cause().isInstanceOf(DmException.class);
        get(pool.close());
    }

    @Test
    void closesOpenConnectionsOnceTheServersCertificateIsRevokedAndNamesTheList() throws Exception {
        PemFiles files = AUTHORITY.issue(Leaf.named("dm")).writeTo(make("revoked"));
        Path list = files.ca().resolveSibling("crl.pem");
        Files.writeString(list, AUTHORITY.revoking());
        Database database = database("127.0.0.1", security(files).withCrl(PemInput.file(list.toString())));
        CompletableFuture<DmException> why = new CompletableFuture<>();
        database.whenDistrusted(why::complete);
        SqlConnection connection = get(database.connect());
        CompletableFuture<Void> end = new CompletableFuture<>();
        connection.closeHandler(end::complete);

        Files.writeString(list, AUTHORITY.revoking(identity));

        end.get(5, TimeUnit.SECONDS);
        assertThat(why.join().code()).isEqualTo(DatabaseError.TRUST_WITHDRAWN);
        assertThat(why.join().getMessage()).contains("revoked", list.toString());
        assertRefused(database, DatabaseError.CERTIFICATE_REFUSED, "revoked");
    }

    @Test
    void leavesOpenConnectionsAloneWhenAnAuthorityIsAdded() throws Exception {
        PemFiles files = AUTHORITY.issue(Leaf.named("dm")).writeTo(make("added"));
        Database database = database("127.0.0.1", files, SslMode.VERIFY_IDENTITY);
        SqlConnection connection = get(database.connect());

        files.replaceTrust(AUTHORITY, CertificateAuthority.create("other CA"));
        Await.until(
                Duration.ofSeconds(10),
                "the files were looked at",
                () -> database.tls().orElseThrow().last().number() == 2);

        get(connection.query("DO SLEEP(1.5)").execute());
        get(connection.close());
    }

    private static void assertRefused(Database database, DatabaseError code, String... words) {
        assertThatThrownBy(() -> get(database.connect())).cause().isInstanceOfSatisfying(DmException.class, failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.scope()).isEqualTo(ErrorScope.UPSTREAM);
            assertThat(failure.getMessage()).contains(words).doesNotContain("secret-word");
            assertThat(SqlFailures.heals(failure)).isTrue();
        });
    }

    private static Database database(String host, PemFiles files, SslMode mode) {
        return database(host, security(files).withSslMode(mode));
    }

    private static SecurityConfig security(PemFiles files) {
        return SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
    }

    private static Database database(String host, SecurityConfig security) {
        return new Database(
                VERTX,
                new DatabaseConfig(host, server.port(), "dm", Secret.of("secret-word"), Map.of(), security),
                ErrorScope.UPSTREAM,
                "tls test");
    }

    private static Path make(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
