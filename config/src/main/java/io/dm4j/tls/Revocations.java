package io.dm4j.tls;

import io.dm4j.tls.TlsStatus.RevocationStatus;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The revocation lists of {@code ssl-crl}, each checked to be its CA's word. A list goes on refusing what it lists when its
 * time is over; a CA without a list is not asked. Immutable.
 */
record Revocations(List<Signed> lists) {
    static final Revocations NONE = new Revocations(List.of());

    private static final int MAY_SIGN_LISTS = 6;
    /** Lists only what changed since another list. */
    private static final String DELTA = "2.5.29.27";

    /** A list and the CA whose key signed it. */
    record Signed(X509CRL list, X509Certificate issuer) {

        boolean lists(X509Certificate certificate) {
            return list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
                    && list.getRevokedCertificate(certificate.getSerialNumber()) != null
                    && isIssuerOf(certificate);
        }

        /** Two CAs may bear one name and count their certificates alike: the key tells whose it is. */
        private boolean isIssuerOf(X509Certificate certificate) {
            try {
                certificate.verify(issuer.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    Revocations {
        lists = List.copyOf(lists);
    }

    /** @param issuers the certificates that may have signed a list */
    static Revocations in(PemText text, List<X509Certificate> issuers) {
        PemDocument document = PemDocument.parse(text);
        List<Signed> lists = document.blocks().stream()
                .filter(block -> block.label().equals("X509 CRL"))
                .map(block -> parse(document.name(), block))
                .map(list -> signed(document.name(), list, issuers))
                .toList();
        if (lists.isEmpty()) {
            throw TlsError.PEM_MALFORMED.because("%s: holds no X509 CRL, only %s", document.name(), document.blocks());
        }
        return new Revocations(lists);
    }

    private static X509CRL parse(String name, PemBlock block) {
        try {
            X509CRL list = (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(block.der()));
            requireUsable(name, list);
            return list;
        } catch (CertificateException | CRLException e) {
            throw TlsError.PEM_MALFORMED.because(e, "%s: holds a revocation list that cannot be read", name);
        }
    }

    /** A delta, and a list that speaks for other CAs, would be understood as less than they say. */
    private static void requireUsable(String name, X509CRL list) {
        boolean delta = list.getExtensionValue(DELTA) != null;
        boolean forOthers = list.getRevokedCertificates() != null
                && list.getRevokedCertificates().stream()
                        .map(X509CRLEntry::getCertificateIssuer)
                        .anyMatch(issuer -> issuer != null && !issuer.equals(list.getIssuerX500Principal()));
        if (delta || forOthers || list.hasUnsupportedCriticalExtension()) {
            throw TlsError.REVOCATIONS_UNUSABLE.because(
                    "%s: the revocation list of %s is %s, which is not supported",
                    name,
                    list.getIssuerX500Principal().getName(),
                    delta ? "a delta" : forOthers ? "an indirect one" : "one with an unknown critical extension");
        }
    }

    private static Signed signed(String name, X509CRL list, List<X509Certificate> issuers) {
        return issuers.stream()
                .filter(issuer -> issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal()))
                .filter(issuer -> issuer.getKeyUsage() == null || issuer.getKeyUsage()[MAY_SIGN_LISTS])
                .filter(issuer -> isSigner(issuer, list))
                .map(issuer -> new Signed(list, issuer))
                .findFirst()
                .orElseThrow(() -> TlsError.REVOCATIONS_UNTRUSTED.because(
                        "%s: no CA of ssl-ca or ssl-cert has signed the revocation list of %s",
                        name, list.getIssuerX500Principal().getName()));
    }

    private static boolean isSigner(X509Certificate issuer, X509CRL list) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            // Another kind of key than the list was signed with.
            return false;
        }
    }

    boolean list(X509Certificate certificate) {
        return lists.stream().anyMatch(list -> list.lists(certificate));
    }

    /** The first of these that is listed. */
    Optional<X509Certificate> listedOf(Stream<X509Certificate> certificates) {
        return certificates.filter(this::list).findFirst();
    }

    /** The first list whose successor is overdue. */
    Optional<X509CRL> overdue(Instant now) {
        return lists.stream()
                .map(Signed::list)
                .filter(list -> until(list).filter(end -> !now.isBefore(end)).isPresent())
                .findFirst();
    }

    static Optional<Instant> until(X509CRL list) {
        return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
    }

    List<RevocationStatus> statuses() {
        return lists.stream().map(Signed::list).map(Revocations::status).toList();
    }

    private static RevocationStatus status(X509CRL list) {
        return new RevocationStatus(
                list.getIssuerX500Principal().getName(),
                list.getThisUpdate().toInstant(),
                until(list),
                list.getRevokedCertificates() == null
                        ? 0
                        : list.getRevokedCertificates().size());
    }
}
