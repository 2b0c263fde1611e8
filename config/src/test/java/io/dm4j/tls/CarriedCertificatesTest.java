package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.AllowedName;
import io.dm4j.config.Roles;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller whose certificates come by another node: from one real port, as it showed them there, to another. */
class CarriedCertificatesTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final TestCa ca = TestCa.named("house");
    private final TestCa intermediate = ca.intermediate("floor");
    private final AtomicReference<AllowedCallers> allowed =
            new AtomicReference<>(AllowedCallers.named("relay", "dmctl"));
    private HttpServer relay;
    private HttpServer port;

    @BeforeEach
    void open() {
        TestFiles files = TestFiles.of(directory, "port", ca, ca.issue("dm"));
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER, allowed::get, clock);
        Callers callers = new Callers(store);
        Router router = Router.router(vertx);
        router.route().handler(callers).handler(callers.onBehalf("master", (request, why) -> {}));
        router.get("/name").handler(context -> context.response()
                .end(Callers.nameOf(context)
                        + Callers.bearerOf(context)
                                .map(by -> " by " + by.name())
                                .orElse("")));
        router.get("/now").handler(context -> {
            allowed.set(AllowedCallers.named("relay"));
            store.current();
            context.response().end("[" + callers.identityNow(context).name() + "]");
        });
        port = Await.result(vertx.createHttpServer(TlsServer.options(store, new HttpServerOptions()))
                .requestHandler(router)
                .listen(0, "127.0.0.1"));
        TestFiles own = TestFiles.of(directory, "relay", ca, ca.issue("relay"));
        TlsClient client = TlsClient.http2(vertx, TlsStore.open(own.config(), TlsRole.CLIENT));
        relay = Await.result(vertx.createHttpServer(
                        TlsServer.options(TlsStore.open(own.config(), TlsRole.SERVER), new HttpServerOptions()))
                .requestHandler(request -> client.fresh()
                        .request(to(port, request.path()))
                        .compose(onward -> {
                            onward.headers().addAll(request.headers()).remove(HttpHeaders.HOST);
                            CarriedCertificates.set(onward.headers(), request.connection());
                            return onward.send();
                        })
                        .compose(answer -> answer.body().compose(body -> request.response()
                                .setStatusCode(answer.statusCode())
                                .end(body)))
                        .onFailure(e -> request.response().setStatusCode(500).end(String.valueOf(e))))
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void theCallerIsTheOneThatShowedThem() {
        assertThat(told("/name", ca.issue("dmctl"))).isEqualTo("200 dmctl by relay");
    }

    @Test
    void intermediatesComeAlong() {
        assertThat(told("/name", intermediate.issue("dmctl"))).isEqualTo("200 dmctl by relay");
    }

    @Test
    void whatTheCallerWritesThereItselfIsNotPassedOn() {
        MultiMap forged =
                MultiMap.caseInsensitiveMultiMap().add("client-cert", ":QUJD:").add("client-cert-chain", ":QUJD:");

        assertThat(told("/name", ca.issue("dmctl"), forged)).isEqualTo("200 dmctl by relay");
    }

    @Test
    void theirBearerNeedsTheRole() {
        allowed.set(new AllowedCallers(List.of(
                AllowedName.commonName("relay", Roles.of("observer")),
                AllowedName.commonName("dmctl", Roles.of("admin")))));

        assertThat(told("/name", ca.issue("dmctl"))).startsWith("403").contains("relay", "role master");
    }

    @Test
    void theyAreJudgedByTheGenerationOfNow() {
        assertThat(told("/now", ca.issue("dmctl"))).isEqualTo("200 []");
        assertThat(told("/name", ca.issue("dmctl")))
                .startsWith("403")
                .contains("dmctl is not on cert-allowed-cn (the call was passed on by relay)");
    }

    private String told(String path, TestCa.Issued caller) {
        return told(path, caller, MultiMap.caseInsensitiveMultiMap());
    }

    private String told(String path, TestCa.Issued caller, MultiMap headers) {
        TlsStore own =
                TlsStore.open(TestFiles.of(directory, "caller", ca, caller).config(), TlsRole.CLIENT);
        return Await.result(TlsClient.http2(vertx, own)
                .fresh()
                .request(to(relay, path).setHeaders(headers))
                .compose(request -> request.send().compose(CarriedCertificatesTest::words)));
    }

    private static io.vertx.core.Future<String> words(HttpClientResponse answer) {
        return answer.body().map(body -> answer.statusCode() + " " + body);
    }

    private static RequestOptions to(HttpServer server, String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(server.actualPort())
                .setURI(path);
    }
}
