package io.dm4j.tls;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Reads the certificates of a PEM document, and says things about them. */
final class Certificates {
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private Certificates() {}

    static List<X509Certificate> in(PemText text) {
        PemDocument document = PemDocument.parse(text);
        List<X509Certificate> found = document.blocks().stream()
                .filter(PemBlock::isCertificate)
                .map(block -> parse(document.name(), block))
                .toList();
        if (found.isEmpty()) {
            throw TlsError.PEM_MALFORMED.because(
                    "%s: holds no CERTIFICATE, only %s", document.name(), document.blocks());
        }
        return found;
    }

    private static X509Certificate parse(String name, PemBlock block) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw TlsError.PEM_MALFORMED.because(e, "%s: holds a certificate that cannot be read", name);
        }
    }

    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    static TlsStatus.CertificateStatus status(X509Certificate certificate) {
        return new TlsStatus.CertificateStatus(
                subject(certificate),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                LeafNames.of(certificate).alternatives().stream()
                        .map(LeafNames.Alternative::toString)
                        .toList(),
                from(certificate),
                until(certificate),
                "sha256:" + fingerprint(certificate));
    }

    /** SHA-256 of all of it, 64 hexadecimal digits in lower case. */
    static String fingerprint(X509Certificate certificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw TlsError.ENGINE_FAILED.because(e, "no fingerprint can be taken of %s", subject(certificate));
        }
    }

    static Instant from(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    static Instant until(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    /** When the first of them ends. */
    static Instant firstEnd(List<X509Certificate> certificates) {
        return certificates.stream()
                .map(Certificates::until)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** False if its extended key usages, where it has any, leave the purpose out, or if it may not sign. */
    static boolean usableFor(String purpose, X509Certificate certificate) throws CertificateException {
        List<String> purposes = certificate.getExtendedKeyUsage();
        boolean[] usage = certificate.getKeyUsage();
        boolean maySign = usage == null || usage[0];
        return maySign && (purposes == null || purposes.stream().anyMatch(Set.of(purpose, ANY_PURPOSE)::contains));
    }
}
