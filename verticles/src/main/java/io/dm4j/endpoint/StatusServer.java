package io.dm4j.endpoint;

import io.dm4j.config.Address;
import io.dm4j.config.NodeRole;
import io.dm4j.config.StatusConfig;
import io.dm4j.tls.Callers;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsServer;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The port for probes: the status pages, under material and a list of its own, for callers without a certificate where it says so. */
public final class StatusServer {
    private static final String USE = "status-addr";
    private static final long SHUTDOWN_MS = 500;

    private final StatusConfig config;
    private final Optional<TlsStore> store;
    private final Optional<Callers> callers;
    private final HttpServer server;

    private StatusServer(Vertx vertx, StatusConfig config, Address address, Guard guard, StatusPages pages) {
        this.config = config;
        this.store = guard.open(USE, TlsRole.SERVER, node -> node.status().security());
        this.callers = store.map(Callers::new);
        callers.ifPresent(each -> guard.watch(USE, each));
        Router router = Router.router(vertx);
        callers.ifPresent(each -> router.route()
                .handler(namedOnly(each))
                .handler(namedOnly(each.requiring(NodeRole.ADMIN.toString(), NodeRole.OBSERVER.toString()))));
        pages.mount(router);
        this.server = vertx.createHttpServer(options(address)).requestHandler(router);
        callers.ifPresent(this::watch);
    }

    /** Listens, if the configuration asks for such a port; a set that does not serve is a coded DmException. */
    public static Future<Optional<StatusServer>> open(
            Vertx vertx, StatusConfig config, Guard guard, StatusPages pages) {
        return config.address()
                .map(address -> new StatusServer(vertx, config, address, guard, pages).listen())
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<StatusServer>> listen() {
        return server.listen().map(Optional.of(this));
    }

    public Future<Void> close() {
        return server.shutdown(SHUTDOWN_MS, TimeUnit.MILLISECONDS);
    }

    private HttpServerOptions options(Address address) {
        HttpServerOptions base = Listening.at(address);
        return store.map(files -> TlsServer.options(files, base, auth())).orElse(base);
    }

    private ClientAuth auth() {
        return switch (config.clientAuth()) {
            case REQUIRED -> ClientAuth.REQUIRED;
            case REQUEST -> ClientAuth.REQUEST;
            case NONE -> ClientAuth.NONE;
        };
    }

    private void watch(Callers each) {
        server.connectionHandler(connection -> {
            if (!isAnonymous(connection)) {
                each.connected(connection);
            }
        });
        server.exceptionHandler(each::handshakeFailed);
    }

    private static Handler<RoutingContext> namedOnly(Handler<RoutingContext> check) {
        return context -> {
            if (isAnonymous(context.request().connection())) {
                context.next();
            } else {
                check.handle(context);
            }
        };
    }

    /** Only a port that does not require a certificate has such connections. */
    private static boolean isAnonymous(HttpConnection connection) {
        try {
            return connection.sslSession().getPeerCertificates().length == 0;
        } catch (SSLPeerUnverifiedException e) {
            return true;
        }
    }
}
