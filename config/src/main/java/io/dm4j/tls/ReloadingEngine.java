package io.dm4j.tls;

import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;

/**
 * Makes each new connection take the context of the files as they are now. Vert.x asks an engine for one context and
 * keeps it; the one it gets from here asks the store at every connection.
 */
final class ReloadingEngine extends SSLEngineOptions {
    private final SSLEngineOptions engine;
    private final TlsStore store;

    ReloadingEngine(SSLEngineOptions engine, TlsStore store) {
        super(engine);
        this.engine = engine;
        this.store = store;
    }

    @Override
    public SSLEngineOptions copy() {
        return new ReloadingEngine(engine.copy(), store);
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new ReloadingContextFactory(engine, store);
    }
}
