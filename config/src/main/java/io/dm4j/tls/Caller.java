package io.dm4j.tls;

import io.vertx.core.http.HttpConnection;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** One open connection and what was last thought of it. A verdict holds for a generation and until a date. Any thread. */
final class Caller {
    /** So long a caller that was never admitted may take to ask, and be told why not. */
    private static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

    private final HttpConnection connection;
    private final Instant since;
    private final List<X509Certificate> chain;
    private volatile Judged judged;
    private volatile boolean wasAdmitted;

    private record Judged(TlsGeneration by, Instant until, Verdict verdict) {}

    Caller(HttpConnection connection, Instant since) {
        this.connection = connection;
        this.since = since;
        this.chain = chainOf(connection.sslSession());
    }

    private static List<X509Certificate> chainOf(SSLSession session) {
        try {
            return session == null
                    ? List.of()
                    : Arrays.stream(session.getPeerCertificates())
                            .map(X509Certificate.class::cast)
                            .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    HttpConnection connection() {
        return connection;
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

    private Judged judge(TlsGeneration by, Instant now) {
        Verdict verdict = chain.isEmpty() ? withoutCertificate() : think(by, now);
        return new Judged(by, verdict.isAdmitted() ? soonestEnd(by, now) : Instant.MAX, verdict);
    }

    /** A CA's end ends the verdict too: which CA it hangs on, only another check can tell. */
    private Instant soonestEnd(TlsGeneration by, Instant now) {
        Instant own = Certificates.firstEnd(chain);
        return by.anchors().stream()
                .map(Certificates::until)
                .filter(end -> end.isAfter(now) && end.isBefore(own))
                .min(Instant::compareTo)
                .orElse(own);
    }

    private static Verdict withoutCertificate() {
        return Verdict.refused(Standing.NO_CERTIFICATE, "", "no client certificate was shown");
    }

    private Verdict think(TlsGeneration by, Instant now) {
        LeafNames names = LeafNames.of(chain.get(0));
        String name = names.best();
        Instant end = Certificates.firstEnd(chain);
        if (!now.isBefore(end)) {
            return Verdict.refused(Standing.EXPIRED, name, "the certificate of " + names + " expired at " + end);
        }
        try {
            by.trust().checkClientTrusted(chain.toArray(X509Certificate[]::new), "UNKNOWN");
        } catch (CertificateException e) {
            return Verdict.refused(Standing.NOT_TRUSTED, name, "the certificate of " + names + " is not trusted");
        }
        return by.allowed()
                .identify(names)
                .map(Verdict::admitted)
                .orElseGet(() ->
                        Verdict.refused(Standing.NOT_LISTED, name, by.allowed().whyNot(names)));
    }
}
