package io.dm4j.rollover;

import java.util.List;
import java.util.Optional;

/**
 * One set of files on one node.
 *
 * @param node whose it is
 * @param use what for: "port", "session", ...
 * @param guest it calls a server of another house, a database
 * @param trusts the CA certificates
 * @param own the own certificate; empty for a caller without one
 * @param server the certificate that the server showed at the last handshake, if the node told it
 * @param trouble why the files on disk do not serve; empty if they do
 */
public record TrustSet(
        String node,
        String use,
        boolean guest,
        List<Shown> trusts,
        Optional<Shown> own,
        Optional<Shown> server,
        String trouble) {

    public TrustSet {
        trusts = List.copyOf(trusts);
    }

    boolean trustsAll(List<Shown> authorities) {
        return authorities.stream().allMatch(this::trusts);
    }

    boolean trusts(Shown authority) {
        return trusts.stream().anyMatch(each -> each.fingerprint().equals(authority.fingerprint()));
    }

    boolean trustsOneCalled(String subject) {
        return trusts.stream().anyMatch(each -> each.subject().equals(subject));
    }

    /** For people: who must do something. */
    String place() {
        return node + " (" + use + ")";
    }
}
