package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code config/TLS.md}, word for word. */
class ReadmeTest {
    @TempDir
    Path directory;

    @Test
    void theExampleWorksAndFollowsItsFiles() {
        TestCa ca = TestCa.named("house");
        TestFiles files = TestFiles.of(directory, "x", ca, ca.issue("alice"));
        Vertx vertx = Vertx.vertx();

        SecurityConfig security = SecurityConfig.files(
                        files.ca().toString(),
                        files.cert().toString(),
                        files.key().toString())
                .allowing("alice", "bob");

        // serve
        TlsStore serving = TlsStore.open(security, TlsRole.SERVER);
        Callers callers = new Callers(serving);
        Router router = Router.router(vertx);
        router.route().handler(callers);
        router.get("/hello").handler(context -> context.end("hello " + Callers.nameOf(context)));
        Future<HttpServer> server = vertx.createHttpServer(TlsServer.options(serving, new HttpServerOptions()))
                .connectionHandler(callers::connected)
                .exceptionHandler(callers::handshakeFailed)
                .requestHandler(router)
                .listen(0, "127.0.0.1");
        vertx.setPeriodic(1000, timer -> callers.sweep());

        // call
        TlsClient client = new TlsClient(
                TlsStore.open(security, TlsRole.CLIENT),
                vertx.httpClientBuilder()
                        .with(new HttpClientOptions()
                                .setSsl(true)
                                .setUseAlpn(true)
                                .setProtocolVersion(HttpVersion.HTTP_2)));
        vertx.setPeriodic(1000, timer -> client.sweep());
        Future<String> hello = server.compose(
                        up -> client.fresh().request(HttpMethod.GET, up.actualPort(), "127.0.0.1", "/hello"))
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString);

        assertThat(Await.result(hello)).isEqualTo("hello alice");
        files.write(ca.pem(), ca.issue("bob"));
        Future<String> again = client.fresh()
                .request(HttpMethod.GET, server.result().actualPort(), "127.0.0.1", "/hello")
                .compose(request -> request.send().compose(HttpClientResponse::body))
                .map(Buffer::toString);
        assertThat(Await.result(again)).isEqualTo("hello bob");
        Await.result(vertx.close());
    }
}
