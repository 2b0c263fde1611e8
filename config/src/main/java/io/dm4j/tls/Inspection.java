package io.dm4j.tls;

import io.dm4j.config.SecurityConfig;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The check a set passes as a whole before it serves: complete, readable, a pair, in its dates, for its role, of its CA. */
final class Inspection {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private final Material material;
    private final TlsRole role;
    private final SecurityConfig config;
    private final InstantSource clock;

    Inspection(Material material, TlsRole role, SecurityConfig config, InstantSource clock) {
        this.material = material;
        this.role = role;
        this.config = config;
        this.clock = clock;
    }

    /** The generation these bytes make, or a coded failure that names the file and the reason. */
    TlsGeneration pass(long number) {
        requireComplete();
        CipherSuites.check(config.limits());
        AllowedNames allowed = new AllowedNames(material.allowed());
        List<X509Certificate> anchors = material.ca().isAbsent() ? List.of() : Certificates.in(material.ca());
        Optional<KeyPair> pair = material.cert().isAbsent() ? Optional.empty() : Optional.of(pair());
        ChainTrust trust = new ChainTrust(anchors, revocations(anchors, pair), clock);
        requireLiveAnchor(anchors, trust);
        pair.ifPresent(own -> requireUsable(own, trust));
        return new TlsGeneration(number, anchors, pair, trust, allowed, config);
    }

    private void requireComplete() {
        if (material.ca().isAbsent() && !isPinned()) {
            throw TlsError.INCOMPLETE.because("ssl-ca is missing: without it nobody could be verified");
        }
        if (material.ca().isAbsent() && !material.crl().isAbsent()) {
            throw TlsError.INCOMPLETE.because("ssl-ca is missing: ssl-crl says nothing without it");
        }
        if (material.cert().isAbsent() != material.key().isAbsent()) {
            String missing = material.cert().isAbsent() ? "ssl-cert" : "ssl-key";
            throw TlsError.INCOMPLETE.because("%s is missing: certificate and key are used together", missing);
        }
        if (role == TlsRole.SERVER && material.cert().isAbsent()) {
            throw TlsError.INCOMPLETE.because("ssl-cert and ssl-key are missing: a port cannot serve TLS without them");
        }
    }

    /** A client that knows its server by fingerprint needs no CA. */
    private boolean isPinned() {
        return role != TlsRole.SERVER && !config.server().fingerprints().isEmpty();
    }

    private void requireLiveAnchor(List<X509Certificate> anchors, ChainTrust trust) {
        if (!anchors.isEmpty() && trust.validAnchors().isEmpty()) {
            requireDates(material.ca().name(), anchors);
            throw TlsError.OWN_REVOKED.because(
                    "%s: every CA in it is revoked by %s",
                    material.ca().name(), material.crl().name());
        }
    }

    private void requireNotRevoked(KeyPair own, ChainTrust trust) {
        trust.revocations().listedOf(own.chain().stream()).ifPresent(revoked -> {
            throw TlsError.OWN_REVOKED.because(
                    "%s: the certificate of %s is revoked by %s",
                    material.cert().name(),
                    Certificates.subject(revoked),
                    material.crl().name());
        });
    }

    private KeyPair pair() {
        KeyPair pair =
                new KeyPair(Certificates.in(material.cert()), PrivateKeys.in(material.key(), material.passphrase()));
        if (!pair.belongsTogether()) {
            String hint = pair.isInWrongOrder() ? " (it is that of a later one: the leaf must come first)" : "";
            throw TlsError.PAIR_MISMATCH.because(
                    "%s: the key is not that of the first certificate in %s (%s)%s",
                    material.key().name(), material.cert().name(), pair, hint);
        }
        return pair;
    }

    private Revocations revocations(List<X509Certificate> anchors, Optional<KeyPair> pair) {
        if (material.crl().isAbsent()) {
            return Revocations.NONE;
        }
        Stream<X509Certificate> own =
                pair.stream().flatMap(known -> known.chain().stream().skip(1));
        return Revocations.in(
                material.crl(), Stream.concat(anchors.stream(), own).toList());
    }

    private void requireUsable(KeyPair own, ChainTrust trust) {
        requireDates(material.cert().name(), own.chain());
        requireRole(own.leaf());
        requireNotRevoked(own, trust);
        if (role != TlsRole.GUEST && !material.ca().isAbsent()) {
            requireOwnCa(own, trust);
        }
    }

    private void requireDates(String file, List<X509Certificate> certificates) {
        Instant now = clock.instant();
        for (X509Certificate certificate : certificates) {
            String subject = Certificates.subject(certificate);
            if (!now.isBefore(Certificates.until(certificate))) {
                throw TlsError.OUTSIDE_DATES.because(
                        "%s: the certificate of %s expired at %s", file, subject, Certificates.until(certificate));
            }
            if (now.isBefore(Certificates.from(certificate))) {
                throw TlsError.NOT_YET_VALID.because(
                        "%s: the certificate of %s is not valid before %s",
                        file, subject, Certificates.from(certificate));
            }
        }
    }

    private void requireRole(X509Certificate leaf) {
        boolean server = role == TlsRole.SERVER;
        try {
            if (!Certificates.usableFor(server ? SERVER_AUTH : CLIENT_AUTH, leaf)) {
                throw TlsError.WRONG_ROLE.because(
                        "%s: the certificate of %s may not be used as a TLS %s by its key usages",
                        material.cert().name(), Certificates.subject(leaf), server ? "server" : "client");
            }
        } catch (CertificateException e) {
            throw TlsError.PEM_MALFORMED.because(
                    e, "%s: its key usages cannot be read", material.cert().name());
        }
    }

    private void requireOwnCa(KeyPair own, ChainTrust trust) {
        try {
            if (role == TlsRole.SERVER) {
                trust.now().checkServerTrusted(own.chainArray(), "UNKNOWN");
            } else {
                trust.now().checkClientTrusted(own.chainArray(), "UNKNOWN");
            }
        } catch (CertificateException e) {
            throw TlsError.CHAIN_BROKEN.because(
                    e,
                    "%s: the chain of %s does not reach a CA in %s",
                    material.cert().name(),
                    own,
                    material.ca().name());
        }
    }
}
