package io.dm4j.tls;

import io.dm4j.config.Roles;
import io.vertx.core.http.HttpConnection;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One open connection and what was last thought of its other side. A verdict holds for a generation and until a date. Any
 * thread.
 */
final class Peer {
    private static final Logger LOG = LogManager.getLogger(Peer.class);
    /** So long a caller that was never admitted may take to ask, and be told why not. */
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

    private static final long GRACE_MILLIS = 500;

    private final HttpConnection connection;
    private final Instant since;
    private final long generation;
    private final Judge judge;
    private final ShownChain chain;
    private volatile Judged judged;
    private volatile boolean wasAdmitted;

    private record Judged(TlsGeneration by, Instant until, Verdict verdict) {}

    /** What a generation thinks of a chain of at least one certificate. */
    private interface Judge {
        Verdict think(ShownChain chain, TlsGeneration by) throws CertificateException;
    }

    private Peer(HttpConnection connection, Instant since, long generation, Judge judge, boolean wasAdmitted) {
        this.connection = connection;
        this.since = since;
        this.generation = generation;
        this.judge = judge;
        this.wasAdmitted = wasAdmitted;
        this.chain = ShownChain.of(connection.sslSession());
    }

    /** @param under the generation that serves */
    static Peer caller(HttpConnection connection, Instant since, TlsGeneration under) {
        return new Peer(connection, since, under.number(), Peer::thinkOfCaller, false);
    }

    /** A server has passed its handshake, or there were no connection. */
    static Peer server(HttpConnection connection, Instant since, TlsGeneration under) {
        return new Peer(connection, since, under.number(), Peer::thinkOfServer, true);
    }

    Verdict verdict(TlsGeneration by, Instant now) {
        Judged known = judged;
        if (known == null || known.by() != by || !now.isBefore(known.until())) {
            known = judge(by, now);
            judged = known;
            wasAdmitted |= known.verdict().isAdmitted();
        }
        return known.verdict();
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

    private Judged judge(TlsGeneration by, Instant now) {
        Verdict verdict = chain.isEmpty() ? withoutCertificate() : think(by);
        return new Judged(by, verdict.isAdmitted() ? by.nextEnd(chain.certificates(), now) : Instant.MAX, verdict);
    }

    private static Verdict withoutCertificate() {
        return Verdict.refused(Standing.NO_CERTIFICATE, "", "no client certificate was shown");
    }

    private Verdict think(TlsGeneration by) {
        try {
            return judge.think(chain, by);
        } catch (PeerRefusedException e) {
            return e.verdict();
        } catch (CertificateException e) {
            LeafNames names = LeafNames.of(chain.leaf());
            return Verdict.refused(
                    Standing.NOT_TRUSTED, names.best(), "the certificate of " + names + " is not trusted");
        }
    }

    private static Verdict thinkOfCaller(ShownChain chain, TlsGeneration by) throws CertificateException {
        chain.requireTrustedCaller(by);
        LeafNames names = LeafNames.of(chain.leaf());
        return by.allowed()
                .identify(names)
                .map(Verdict::admitted)
                .orElseGet(() -> Verdict.refused(
                        Standing.NOT_LISTED, names.best(), by.allowed().whyNot(names)));
    }

    private static Verdict thinkOfServer(ShownChain chain, TlsGeneration by) throws CertificateException {
        chain.requireTrustedServer(by);
        return Verdict.admitted(new CallerIdentity(LeafNames.of(chain.leaf()).best(), Roles.NONE));
    }
}
