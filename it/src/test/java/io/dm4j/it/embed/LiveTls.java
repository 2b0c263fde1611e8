package io.dm4j.it.embed;

import io.dm4j.config.SecurityConfig;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.Pool;

// From here on the text is that of config/TLS.md.
record LiveTls(Vertx vertx, SecurityConfig files, TlsClient client) {

    static LiveTls open(Vertx vertx, SecurityConfig files) {
        return new LiveTls(vertx, files, TlsClient.http2(vertx, TlsStore.open(files, TlsRole.CLIENT)));
    }

    Future<HttpServer> serve(int port, Router router) { // routes, REST and gRPC, ask Callers.nameOf(context)
        Callers callers = new Callers(TlsStore.open(files, TlsRole.SERVER));
        router.route().order(-1).handler(callers); // before all others
        HttpServer server = TlsServer.create(vertx, callers, new HttpServerOptions());
        return server.requestHandler(router).listen(port);
    }

    WebClient web() { // ask anew before each request
        return WebClient.wrap(client.fresh());
    }

    GrpcClient grpc() { // ask anew before each call
        return GrpcClient.client(vertx, client.fresh());
    }

    Pool pool(MySQLConnectOptions database) { // a new connection is made with the files of then
        TlsStore store = TlsStore.open(files, TlsRole.GUEST);
        return MySQLBuilder.pool(pool -> pool.using(vertx)
                .connectingTo(() -> vertx.executeBlocking(store::current).map(now -> new MySQLConnectOptions(database)
                        .setSslMode(SslMode.VERIFY_IDENTITY)
                        .setSslOptions(TlsClient.pemOptions(now)))));
    }
}
