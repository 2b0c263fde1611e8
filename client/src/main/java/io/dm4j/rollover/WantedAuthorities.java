package io.dm4j.rollover;

import java.util.List;

/**
 * What {@code ssl-ca} shall hold in the end, and who may have issued the certificates of then.
 *
 * @param roots the CA certificates to trust
 * @param intermediates further issuers under them; trusted through the roots
 */
public record WantedAuthorities(List<Shown> roots, List<Shown> intermediates) {

    /** A certificate that signed itself is a root; if none did, all are. */
    public static WantedAuthorities of(List<Shown> certificates) {
        List<Shown> roots = certificates.stream()
                .filter(each -> each.subject().equals(each.issuer()))
                .toList();
        return roots.isEmpty()
                ? new WantedAuthorities(certificates, List.of())
                : new WantedAuthorities(
                        roots,
                        certificates.stream()
                                .filter(each -> !roots.contains(each))
                                .toList());
    }

    public WantedAuthorities {
        roots = List.copyOf(roots);
        intermediates = List.copyOf(intermediates);
    }

    boolean hold(Shown authority) {
        return roots.stream().anyMatch(each -> each.fingerprint().equals(authority.fingerprint()));
    }

    boolean bearTheNameOf(Shown authority) {
        return roots.stream().anyMatch(each -> each.subject().equals(authority.subject()));
    }

    boolean issued(Shown leaf) {
        return roots.stream().anyMatch(each -> each.subject().equals(leaf.issuer()))
                || intermediates.stream().anyMatch(each -> each.subject().equals(leaf.issuer()));
    }

    String names() {
        return String.join(", ", roots.stream().map(Shown::subject).toList());
    }
}
