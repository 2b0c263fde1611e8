package io.dm4j.tls;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** A real port with the caller check in front: says the caller's name at {@code /name}, never ends at {@code /stream}. */
record TestPort(HttpServer server, Callers callers, TlsStore store) implements AutoCloseable {

    static TestPort open(Vertx vertx, TlsStore store) {
        return open(vertx, store, TestEngine.JDK);
    }

    static TestPort open(Vertx vertx, TlsStore store, TestEngine engine) {
        Callers callers = new Callers(store);
        Router router = Router.router(vertx);
        router.route().handler(callers);
        router.get("/name").handler(context -> context.response().end(Callers.nameOf(context)));
        router.get("/admin").handler(callers.requiring("admin")).handler(context -> context.response()
                .end());
        router.get("/stream").handler(TestPort::startStream);
        router.post("/pb.Master/QueryStatus").handler(TestPort::answerGrpc);
        HttpServer server = vertx.createHttpServer(TlsServer.options(store, engine.serverOptions()))
                .connectionHandler(callers::connected)
                .exceptionHandler(callers::handshakeFailed)
                .requestHandler(router);
        Await.result(server.listen(0, "127.0.0.1"));
        return new TestPort(server, callers, store);
    }

    private static void startStream(RoutingContext context) {
        context.response().setChunked(true).write("begun").onFailure(context::fail);
    }

    private static void answerGrpc(RoutingContext context) {
        context.response()
                .putHeader("content-type", "application/grpc")
                .putHeader("grpc-status", "0")
                .end();
    }

    int number() {
        return server.actualPort();
    }

    RequestOptions request(HttpMethod method, String path) {
        return new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(number())
                .setSsl(true)
                .setMethod(method)
                .setURI(path);
    }

    @Override
    public void close() {
        Await.result(server.close());
    }
}
