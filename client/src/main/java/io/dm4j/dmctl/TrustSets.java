package io.dm4j.dmctl;

import io.dm4j.api.trust.Certificate;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.Link;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.config.SecurityConfig;
import io.dm4j.rollover.Shown;
import io.dm4j.rollover.TrustSet;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStatus.CertificateStatus;
import io.dm4j.tls.TlsStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the nodes, and dmctl itself, show of their sets, as the plan of a roll-over takes it. */
final class TrustSets {
    private static final String GUEST = "guest";

    private TrustSets() {}

    static Stream<TrustSet> of(TrustStatusResponse answer) {
        return answer.getNodesList().stream()
                .flatMap(node -> node.getSetsList().stream().map(set -> of(node, set)));
    }

    /** Nodes that did not answer or are not known now, and why. */
    static Map<String, String> silent(TrustStatusResponse answer) {
        Map<String, String> silent = new LinkedHashMap<>();
        answer.getNodesList().stream()
                .filter(node -> !node.getError().isEmpty())
                .forEach(node -> silent.put(node.getNode().getName(), node.getError()));
        if (!answer.getMsg().isEmpty()) {
            silent.put("the workers", answer.getMsg());
        }
        return silent;
    }

    /** The set that this very call was made with. */
    static Stream<TrustSet> ofDmctl(SecurityConfig security) {
        if (!security.wantsTls()) {
            return Stream.empty();
        }
        io.dm4j.tls.TlsStatus status = TlsStore.open(security, TlsRole.CLIENT).status();
        return Stream.of(new TrustSet(
                "dmctl",
                "this machine",
                false,
                status.authorities().stream().map(TrustSets::shown).toList(),
                status.own().map(TrustSets::shown),
                Optional.empty(),
                ""));
    }

    private static TrustSet of(NodeTrust node, FileSet set) {
        return new TrustSet(
                node.getNode().getName(),
                set.getUse(),
                set.getRole().equals(GUEST),
                set.getCaList().stream().map(TrustSets::shown).toList(),
                set.hasCertificate() ? Optional.of(shown(set.getCertificate())) : Optional.empty(),
                node.getLinksList().stream()
                        .filter(link -> link.getUse().equals(set.getUse()) && link.hasCertificate())
                        .map(Link::getCertificate)
                        .map(TrustSets::shown)
                        .reduce((earlier, later) -> later),
                set.hasTrouble() ? set.getTrouble().getMessage() : "");
    }

    private static Shown shown(Certificate certificate) {
        return new Shown(certificate.getSubject(), certificate.getIssuer(), bare(certificate.getSha256()));
    }

    static Shown shown(X509Certificate certificate) {
        return shown(CertificateStatus.of(certificate));
    }

    private static Shown shown(CertificateStatus certificate) {
        return new Shown(certificate.subject(), certificate.issuer(), bare(certificate.fingerprint()));
    }

    private static String bare(String fingerprint) {
        return fingerprint.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "").replace(":", "");
    }
}
