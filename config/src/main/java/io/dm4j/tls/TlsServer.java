package io.dm4j.tls;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import java.util.List;

/** The one way to serve: mutual TLS, 1.2 or 1.3 unless told otherwise, HTTP/2 and HTTP/1.1, the files of now for each new connection. */
public final class TlsServer {
    private TlsServer() {}

    /**
     * A server that tells these callers of its connections, and has them swept each second as long as the context it is made on
     * lives. It does not put them before its routes: the router is its owner's.
     */
    public static HttpServer create(Vertx vertx, Callers callers, HttpServerOptions base) {
        HttpServer server = vertx.createHttpServer(options(callers.store(), base))
                .connectionHandler(callers::connected)
                .exceptionHandler(callers::handshakeFailed);
        Sweeping.start(vertx, callers.store(), callers::sweepAsLastSeen);
        return server;
    }

    /** The base with all that is TLS about it replaced; every caller shows a certificate. */
    public static HttpServerOptions options(TlsStore store, HttpServerOptions base) {
        return options(store, base, ClientAuth.REQUIRED);
    }

    /** As {@link #options(TlsStore, HttpServerOptions)}, for a port whose callers need not all be known. */
    public static HttpServerOptions options(TlsStore store, HttpServerOptions base, ClientAuth auth) {
        SSLEngineOptions engine = engine(base);
        if (engine instanceof OpenSSLEngineOptions) {
            store.restrictToOpenSsl();
        }
        TlsGeneration now = store.current();
        HttpServerOptions options = new HttpServerOptions(base)
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setClientAuth(auth)
                .setEnabledSecureTransportProtocols(now.limits().protocols())
                .setTrustOptions(now.trustWrapped())
                .setSslEngineOptions(new ReloadingEngine(engine, store));
        // Vert.x wants to see some; the engine asks the store for those it uses.
        now.keysWrapped().ifPresent(options::setKeyCertOptions);
        now.limits().cipherSuites().forEach(options::addEnabledCipherSuite);
        return options;
    }

    /** The JDK's, if the base names no other. */
    private static SSLEngineOptions engine(HttpServerOptions base) {
        return base.getSslEngineOptions() == null ? new JdkSSLEngineOptions() : base.getSslEngineOptions();
    }
}
