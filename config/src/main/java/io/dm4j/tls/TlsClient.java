package io.dm4j.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A HTTP, web or gRPC client whose next request uses the files of now. Another generation is another key of the client's
 * connection pool: the next request opens a connection under it, the old one idles out. Any thread.
 */
public final class TlsClient {
    private static final Logger LOG = LogManager.getLogger(TlsClient.class);

    private final TlsStore store;
    private final InstantSource clock;
    private final HttpClientAgent agent;
    private final Map<HttpConnection, Peer> open = new ConcurrentHashMap<>();
    private TlsGeneration given;
    private SessionEnd sessions = new SessionEnd();
    private Optional<Sweeping> sweeping = Optional.empty();

    /**
     * An open connection.
     *
     * @param address of the server
     * @param certificate of the server, as it was shown in the handshake
     * @param generation of the own set that served then
     */
    public record Link(String address, TlsStatus.CertificateStatus certificate, long generation, Instant since) {}

    /** Builds the client, with a connect handler of its own. */
    public TlsClient(TlsStore store, HttpClientBuilder builder) {
        this.store = store;
        this.clock = store.clock();
        this.agent = builder.withConnectHandler(this::connected).build();
    }

    /** One that speaks HTTP/2 and nothing but TLS, and is swept: see {@link #sweepEachSecond}. */
    public static TlsClient http2(Vertx vertx, TlsStore store) {
        return new TlsClient(
                        store,
                        vertx.httpClientBuilder()
                                .with(new HttpClientOptions()
                                        .setSsl(true)
                                        .setUseAlpn(true)
                                        .setProtocolVersion(HttpVersion.HTTP_2)))
                .sweepEachSecond(vertx);
    }

    /** Has the client swept each second, by a look at the files on a worker thread, until it is closed or the context of this call ends. */
    public synchronized TlsClient sweepEachSecond(Vertx vertx) {
        sweeping.ifPresent(Sweeping::end);
        sweeping = Optional.of(Sweeping.start(vertx, store, this::sweepAsLastSeen));
        return this;
    }

    private void connected(HttpConnection connection) {
        open.put(connection, Peer.server(connection, clock.instant(), store.last()));
        connection.closeHandler(closed -> open.remove(connection));
    }

    /** The client, brought up to date; ask before each request. */
    public synchronized HttpClientAgent fresh() {
        TlsGeneration now = store.current();
        if (now != given || sessions.isOver(clock.instant())) {
            sessions = new SessionEnd();
            // Vert.x stores the options in a field, at once; the Future it returns is done and cannot have failed.
            agent.updateSSLOptions(options(
                    new GenerationTrustOptions(Factories.of(now.trustNoting(sessions))),
                    now.keysWrapped().orElse(null),
                    now));
            given = now;
        }
        return agent;
    }

    /**
     * Looks at the files and shuts every connection to a server that would not be connected to any more: its CA, its name or
     * its date is gone, or it is revoked. Call it each second.
     */
    public void sweep() {
        sweep(store.current());
    }

    /** As {@link #sweep()}, by the last look: for whoever looks on another thread, or at several sets at once. */
    public void sweepAsLastSeen() {
        sweep(store.last());
    }

    private void sweep(TlsGeneration now) {
        Instant moment = clock.instant();
        open.forEach((connection, server) -> {
            Verdict verdict = server.verdict(now, moment);
            if (!verdict.isAdmitted() && open.remove(connection) != null) {
                LOG.info("closing the connection to {}: {}", server.address(), verdict.explanation());
                server.cut();
            }
        });
    }

    /** Ends its connections and its sweeping; requests under way fail. */
    public synchronized Future<Void> close() {
        sweeping.ifPresent(Sweeping::end);
        return agent.close();
    }

    /** The connections that are open now. */
    public List<Link> links() {
        return open.values().stream()
                .flatMap(server -> server.certificate().stream()
                        .map(shown -> new Link(server.address(), shown, server.generation(), server.since())))
                .toList();
    }

    /** Complete options of this generation: chain, allow-lists and, where it is asked for, the host name are verified. */
    public static ClientSSLOptions options(TlsGeneration generation) {
        return options(generation.trustWrapped(), generation.keysWrapped().orElse(null), generation);
    }

    /**
     * As {@link #options}, as PEM by value wherever that says the same: the key is of a kind Vert.x reads, and nothing but
     * chain and host is verified. For drivers that compare options.
     */
    public static ClientSSLOptions pemOptions(TlsGeneration generation) {
        boolean same = generation.isVerifiedByChainAndHost()
                && generation.keys().isPresent() == generation.keyCertOptions().isPresent();
        return same
                ? options(generation.trustOptions(), generation.keyCertOptions().orElse(null), generation)
                : options(generation);
    }

    private static ClientSSLOptions options(TrustOptions trust, KeyCertOptions keys, TlsGeneration generation) {
        ClientSSLOptions options = new ClientSSLOptions()
                .setTrustOptions(trust)
                .setKeyCertOptions(keys)
                .setEnabledSecureTransportProtocols(generation.limits().protocols())
                .setHostnameVerificationAlgorithm(generation.server().isByHost() ? "HTTPS" : "");
        generation.limits().cipherSuites().forEach(options::addEnabledCipherSuite);
        return options;
    }
}
