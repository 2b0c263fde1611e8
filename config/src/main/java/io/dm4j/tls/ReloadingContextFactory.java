package io.dm4j.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Remembers how Vert.x wants its contexts, all but keys and trust, and builds one like that for each generation. */
final class ReloadingContextFactory implements SslContextFactory {
    private final SSLEngineOptions engine;
    private final TlsStore store;
    private boolean alpn;
    private boolean client;
    private ClientAuth clientAuth = ClientAuth.NONE;
    private Set<String> cipherSuites;
    private List<String> protocols;

    ReloadingContextFactory(SSLEngineOptions engine, TlsStore store) {
        this.engine = engine;
        this.store = store;
    }

    @Override
    public SslContextFactory useAlpn(boolean use) {
        alpn = use;
        return this;
    }

    @Override
    public SslContextFactory forClient(boolean isClient) {
        client = isClient;
        return this;
    }

    @Override
    public SslContextFactory clientAuth(ClientAuth wanted) {
        clientAuth = wanted;
        return this;
    }

    @Override
    public SslContextFactory enabledCipherSuites(Set<String> suites) {
        cipherSuites = suites;
        return this;
    }

    @Override
    public SslContextFactory applicationProtocols(List<String> names) {
        protocols = names;
        return this;
    }

    @Override
    public SslContext create() throws SSLException {
        return new ReloadingContext(store, this::build);
    }

    private SslContext build(TlsGeneration generation, SessionEnd sessions) throws SSLException {
        SslContextFactory factory = engine.sslContextFactory()
                .useAlpn(alpn)
                .forClient(client)
                .enabledCipherSuites(cipherSuites)
                .applicationProtocols(protocols)
                .trustManagerFactory(Factories.of(generation.trustNoting(sessions)));
        if (!client) {
            factory.clientAuth(clientAuth);
        }
        generation.keys().ifPresent(factory::keyMananagerFactory);
        return factory.create();
    }
}
