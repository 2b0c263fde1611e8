package io.dm4j.tls;

import java.security.cert.CertificateException;
import java.util.Optional;

/** A peer was refused in its handshake, and who it was by its own word. Vert.x hands it on inside its own exceptions. */
final class PeerRefusedException extends CertificateException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST_CAUSE = 20;

    private final transient Verdict verdict;

    PeerRefusedException(Verdict verdict, Throwable cause) {
        super(verdict.explanation(), cause);
        this.verdict = verdict;
    }

    Verdict verdict() {
        return verdict;
    }

    static Optional<PeerRefusedException> in(Throwable failure) {
        Throwable t = failure;
        for (int depth = 0; t != null && depth < DEEPEST_CAUSE; depth++) {
            if (t instanceof PeerRefusedException refused) {
                return Optional.of(refused);
            }
            t = t.getCause();
        }
        return Optional.empty();
    }
}
