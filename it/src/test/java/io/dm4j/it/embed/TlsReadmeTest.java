package io.dm4j.it.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.api.MasterGrpcClient;
import io.dm4j.api.MasterGrpcService;
import io.dm4j.api.MasterService;
import io.dm4j.api.ShowDDLLocksRequest;
import io.dm4j.api.ShowDDLLocksResponse;
import io.dm4j.config.SecurityConfig;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code config/TLS.md}, {@link LiveTls}, as it stands there: a server, both clients and a pool follow the files. */
class TlsReadmeTest {
    private static final Path HERE = Path.of("src/test/java/io/dm4j/it/embed/LiveTls.java");
    private static final int LINES = 30;
    private static final int BOUND_SECONDS = 30;

    private final CertificateAuthority before = CertificateAuthority.create("house CA 1");
    private final CertificateAuthority after = CertificateAuthority.create("house CA 2");
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    private PemFiles files;
    private PemFiles databaseFiles;
    private DatabaseServer database;

    @BeforeEach
    void start() {
        files = before.issue(Leaf.named("app")).writeTo(directory.resolve("app"));
        databaseFiles = before.issue(Leaf.named("database")).writeTo(directory.resolve("database"));
        database = TestServers.mariadb(
                directory.resolve("mariadb"), ServerOptions.tls(databaseFiles).requiringTls());
        database.createAccount("app", "secret-word", Access.CLIENT_CERTIFICATE);
    }

    @AfterEach
    void stop() {
        get(vertx.close());
        database.close();
    }

    @Test
    void theTextIsThatOfTheReadmeAndShort() throws IOException {
        String code = Files.readString(HERE);
        String text = code.substring(code.indexOf("record LiveTls"));
        Path readme = Scripts.here().directory().resolve("config/TLS.md");

        assertThat(Files.readString(readme)).contains("```java\n" + text + "```\n");
        assertThat(text.lines()).hasSizeLessThan(LINES);
    }

    @Test
    void serverWebClientGrpcClientAndPoolFollowTheFiles() {
        LiveTls tls = LiveTls.open(vertx, security(files));
        int port = get(tls.serve(0, routes())).actualPort();
        Pool pool = tls.pool(new MySQLConnectOptions()
                .setHost("localhost")
                .setPort(database.port())
                .setUser("app")
                .setPassword("secret-word"));
        assertThat(web(tls.web(), port)).isEqualTo("app " + files.leaf().getSerialNumber());
        assertThat(grpc(tls, port)).isEqualTo("you are app");
        get(get(pool.getConnection()).query("DO 1").execute()); // it stays open

        Issued renewed = after.issue(Leaf.named("app"));
        files.replaceTrust(after);
        files.replaceIdentity(renewed);

        assertThat(web(tls.web(), port)).isEqualTo("app " + renewed.serial());
        assertThat(grpc(tls, port)).isEqualTo("you are app");
        assertThatThrownBy(() -> get(pool.getConnection()))
                .as("a database of the CA that is gone")
                .hasStackTraceContaining("SSLHandshakeException");
        database.reloadCertificates(this::renewDatabase);
        database.execute("ALTER USER 'app'@'%' REQUIRE ISSUER '/CN=house CA 2'");
        assertThat(get(get(pool.getConnection()).query("SELECT 1").execute()).size())
                .isOne();
    }

    @Test
    void whoShowsACertificateOfTheOldCaIsRefused() {
        LiveTls tls = LiveTls.open(vertx, security(files));
        int port = get(tls.serve(0, routes())).actualPort();
        files.replaceTrust(after);
        files.replaceIdentity(after.issue(Leaf.named("app")));
        PemFiles old = before.issue(Leaf.named("app")).writeTo(directory.resolve("left-behind"));
        old.replaceTrust(after);
        TlsClient caller = TlsClient.http2(vertx, TlsStore.open(security(old), TlsRole.GUEST));

        assertThatThrownBy(() -> web(WebClient.wrap(caller.fresh()), port)).isInstanceOf(Exception.class);

        Issued renewed = after.issue(Leaf.named("app"));
        old.replaceIdentity(renewed);
        assertThat(web(WebClient.wrap(caller.fresh()), port)).isEqualTo("app " + renewed.serial());
    }

    private void renewDatabase() {
        databaseFiles.replaceTrust(after);
        databaseFiles.replaceIdentity(after.issue(Leaf.named("database")));
    }

    private Router routes() {
        GrpcServer grpc = GrpcServer.server(vertx);
        grpc.addService(MasterGrpcService.of(new MasterService() {
            @Override
            public Future<ShowDDLLocksResponse> showDDLLocks(ShowDDLLocksRequest request) {
                return Future.succeededFuture(
                        ShowDDLLocksResponse.newBuilder().setMsg("you are app").build());
            }
        }));
        Router router = Router.router(vertx);
        router.get("/hello").handler(TlsReadmeTest::hello);
        router.post().handler(context -> grpc.handle(context.request()));
        return router;
    }

    private static void hello(RoutingContext context) {
        X509Certificate shown;
        try {
            shown = (X509Certificate)
                    context.request().connection().sslSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            context.fail(e);
            return;
        }
        context.end(Callers.nameOf(context) + " " + shown.getSerialNumber())
                .onFailure(failure -> context.fail(failure));
    }

    private static String web(WebClient client, int port) {
        return get(client.get(port, "localhost", "/hello").send().map(HttpResponse::bodyAsString));
    }

    private static String grpc(LiveTls tls, int port) {
        return get(MasterGrpcClient.create(tls.grpc(), SocketAddress.inetSocketAddress(port, "localhost"))
                .showDDLLocks(ShowDDLLocksRequest.getDefaultInstance())
                .map(ShowDDLLocksResponse::getMsg));
    }

    private static SecurityConfig security(PemFiles files) {
        return SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing("app", "database");
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + BOUND_SECONDS + " s", e);
        }
    }
}
