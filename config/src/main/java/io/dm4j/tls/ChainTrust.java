package io.dm4j.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * PKIX by a set of CA certificates, version 1 ones too. The JDK does not look at the dates of an anchor; here an anchor
 * counts only within its dates. The lists are kept beside it: the JDK's own check of revocation would refuse every
 * certificate whose CA has no list, and all of a CA whose list is overdue. Any thread.
 */
final class ChainTrust {
    private final List<X509Certificate> anchors;
    private final boolean anchorsNamed;
    private final Revocations revocations;
    private final InstantSource clock;
    private volatile Built built = new Built(null, List.of(), Instant.MIN);

    private record Built(X509ExtendedTrustManager manager, List<X509Certificate> anchors, Instant until) {}

    /** A CA that a list of its own CA names is none any more, like one that is out of its dates. */
    ChainTrust(List<X509Certificate> anchors, Revocations revocations, InstantSource clock) {
        this.anchors =
                anchors.stream().filter(anchor -> !revocations.list(anchor)).toList();
        this.anchorsNamed = !anchors.isEmpty();
        this.revocations = revocations;
        this.clock = clock;
    }

    /** The check by the anchors that are valid now. */
    X509ExtendedTrustManager now() throws CertificateException {
        X509ExtendedTrustManager manager = current().manager();
        if (manager == null) {
            throw new CertificateException("no CA of ssl-ca is within its dates and not revoked");
        }
        return manager;
    }

    List<X509Certificate> validAnchors() {
        return current().anchors();
    }

    Revocations revocations() {
        return revocations;
    }

    /** True if no CA was ever named; not, if none is left of them. */
    boolean isEmpty() {
        return !anchorsNamed;
    }

    Instant instant() {
        return clock.instant();
    }

    /** When the first certificate of a chain ends, or a CA: which one the chain hangs on, only another check can tell. */
    Instant nextEnd(List<X509Certificate> chain, Instant now) {
        return Stream.concat(chain.stream(), anchors.stream())
                .map(Certificates::until)
                .filter(now::isBefore)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private Built current() {
        Built found = built;
        Instant now = clock.instant();
        if (!now.isBefore(found.until())) {
            found = build(now);
            built = found;
        }
        return found;
    }

    private Built build(Instant now) {
        List<X509Certificate> valid = anchors.stream()
                .filter(a -> !now.isBefore(Certificates.from(a)) && now.isBefore(Certificates.until(a)))
                .toList();
        return new Built(valid.isEmpty() ? null : manager(valid), valid, nextChange(now));
    }

    /** When the next anchor begins or ends. */
    private Instant nextChange(Instant now) {
        return anchors.stream()
                .flatMap(a -> List.of(Certificates.from(a), Certificates.until(a)).stream())
                .filter(change -> change.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> valid) {
        Set<TrustAnchor> anchors =
                valid.stream().map(a -> new TrustAnchor(a, null)).collect(Collectors.toSet());
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
            parameters.setRevocationEnabled(false);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(parameters));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw TlsError.ENGINE_FAILED.because(e, "this Java cannot check certificates");
        }
    }
}
