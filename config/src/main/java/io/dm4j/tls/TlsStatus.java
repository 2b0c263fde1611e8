package io.dm4j.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One set of TLS material as it stands: what serves, since when, and what is wrong with what lies on disk. Holds no secret.
 *
 * @param role what the set must be good for
 * @param generation counts up with each set that was taken, from 1
 * @param own the own certificate; empty for a client without one
 * @param authorities the CA certificates of {@code ssl-ca}
 * @param revocations the lists of {@code ssl-crl}
 * @param admits the names of the allow-lists; empty for every name
 * @param notAfter when the first certificate of the own chain ends, or the last CA if that is sooner
 * @param loadedAt when this generation began to serve
 * @param lastLook when the files were last looked at
 * @param reloads sets that were taken after the first
 * @param failedReloads sets and looks that failed so far, by reason in lower case with underscores; one that goes on is one
 * @param trouble why the files do not serve, once it has lasted five seconds
 * @param warnings what is weaker than it could be, one line each
 */
public record TlsStatus(
        TlsRole role,
        long generation,
        Optional<CertificateStatus> own,
        List<CertificateStatus> authorities,
        List<RevocationStatus> revocations,
        List<String> admits,
        Instant notAfter,
        Instant loadedAt,
        Instant lastLook,
        long reloads,
        Map<String, Long> failedReloads,
        Optional<TlsTrouble> trouble,
        List<String> warnings) {

    /**
     * A certificate, for people.
     *
     * @param serial in hexadecimal
     * @param alternativeNames as {@code dns:..}, {@code ip:..}, {@code uri:..}
     * @param fingerprint SHA-256, as {@code sha256:} and 64 hexadecimal digits
     */
    public record CertificateStatus(
            String subject,
            String issuer,
            String serial,
            List<String> alternativeNames,
            Instant notBefore,
            Instant notAfter,
            String fingerprint) {

        /** What there is to tell of it. */
        public static CertificateStatus of(X509Certificate certificate) {
            return Certificates.status(certificate);
        }
    }

    /**
     * A revocation list, for people.
     *
     * @param nextUpdate when its issuer promised the next one
     * @param entries how many certificates it lists
     */
    public record RevocationStatus(String issuer, Instant thisUpdate, Optional<Instant> nextUpdate, int entries) {}
}
