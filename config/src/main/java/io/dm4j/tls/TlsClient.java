package io.dm4j.tls;

import io.dm4j.config.ServerIdentity;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;

/**
 * A HTTP, web or gRPC client whose next request uses the files of now. Another generation is another key of the client's
 * connection pool: the next request opens a connection under it, the old one idles out. Any thread.
 */
public final class TlsClient {
    private final TlsStore store;
    private final HttpClientAgent agent;
    private TlsGeneration given;

    public TlsClient(TlsStore store, HttpClientAgent agent) {
        this.store = store;
        this.agent = agent;
    }

    /** The client, brought up to date; ask before each request. */
    public synchronized HttpClientAgent fresh() {
        TlsGeneration now = store.current();
        if (now != given) {
            // Vert.x stores the options in a field, at once; the Future it returns is done and cannot have failed.
            agent.updateSSLOptions(options(now));
            given = now;
        }
        return agent;
    }

    /** Complete options of this generation: chain, allow-lists and, where it is asked for, the host name are verified. */
    public static ClientSSLOptions options(TlsGeneration generation) {
        return options(generation.trustWrapped(), generation.keysWrapped().orElse(null), generation.server());
    }

    /**
     * As {@link #options}, as PEM by value wherever that says the same: the key is of a kind Vert.x reads and no
     * allow-list holds the server's name. For drivers that compare options.
     */
    public static ClientSSLOptions pemOptions(TlsGeneration generation) {
        boolean same = generation.allowed().admitsEveryName()
                && generation.keys().isPresent() == generation.keyCertOptions().isPresent();
        return same
                ? options(generation.trustOptions(), generation.keyCertOptions().orElse(null), generation.server())
                : options(generation);
    }

    private static ClientSSLOptions options(TrustOptions trust, KeyCertOptions keys, ServerIdentity server) {
        return new ClientSSLOptions()
                .setTrustOptions(trust)
                .setKeyCertOptions(keys)
                .setEnabledSecureTransportProtocols(TlsServer.VERSIONS)
                .setHostnameVerificationAlgorithm(server.isByHost() ? "HTTPS" : "");
    }
}
