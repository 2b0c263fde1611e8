package io.dm4j.tls;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** One open connection and what was last thought of its other side. Any thread. */
final class Peer {
    private static final Logger LOG = LogManager.getLogger(Peer.class);
    /** So long a caller that was never admitted may take to ask, and be told why not. */
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

    private static final long GRACE_MILLIS = 500;

    private final HttpConnection connection;
    private final Instant since;
    private final long generation;
    private final ShownChain chain;
    private final Judgement judgement;
    private volatile boolean wasAdmitted;

    private Peer(HttpConnection connection, ShownChain chain, Judgement judgement, Instant since, long generation) {
        this.connection = connection;
        this.chain = chain;
        this.judgement = judgement;
        this.since = since;
        this.generation = generation;
    }

    /** @param under the generation that serves */
    static Peer caller(HttpConnection connection, Instant since, TlsGeneration under) {
        ShownChain chain = ShownChain.of(connection.sslSession());
        return new Peer(connection, chain, Judgement.ofCaller(chain), since, under.number());
    }

    /** A server has passed its handshake, or there were no connection. */
    static Peer server(HttpConnection connection, Instant since, TlsGeneration under) {
        ShownChain chain = ShownChain.of(connection.sslSession());
        Peer server = new Peer(connection, chain, Judgement.ofServer(chain), since, under.number());
        server.wasAdmitted = true;
        return server;
    }

    Verdict verdict(TlsGeneration by, Instant now) {
        Verdict verdict = judgement.verdict(by, now);
        wasAdmitted |= verdict.isAdmitted();
        return verdict;
    }

    /** Whether a refusal may close the connection: an admission was withdrawn, or no request came to be answered. */
    boolean mayBeCut(Instant now) {
        return wasAdmitted || !now.isBefore(since.plus(FIRST_REQUEST));
    }

    /** Ends the connection, streams and all, within {@value #GRACE_MILLIS} ms. */
    void cut() {
        connection
                .shutdown(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(e -> LOG.debug("closing the connection with {}: {}", address(), e.getMessage()));
    }

    Instant since() {
        return since;
    }

    /** Number of the own generation that served when the connection was made. */
    long generation() {
        return generation;
    }

    /** As it was shown in the handshake. */
    Optional<TlsStatus.CertificateStatus> certificate() {
        return chain.certificates().stream().findFirst().map(Certificates::status);
    }

    String address() {
        return String.valueOf(connection.remoteAddress());
    }
}
