package io.dm4j.tls;

import io.dm4j.config.Roles;
import java.security.cert.CertificateException;
import java.time.Instant;

/** What was last thought of a chain; holds for a generation and until a date. Any thread. */
final class Judgement {
    private final ShownChain chain;
    private final Judge judge;
    private volatile Judged judged;

    private record Judged(TlsGeneration by, Instant until, Verdict verdict) {}

    /** What a generation thinks of a chain of at least one certificate. */
    private interface Judge {
        Verdict think(ShownChain chain, TlsGeneration by) throws CertificateException;
    }

    private Judgement(ShownChain chain, Judge judge) {
        this.chain = chain;
        this.judge = judge;
    }

    static Judgement ofCaller(ShownChain chain) {
        return new Judgement(chain, Judgement::thinkOfCaller);
    }

    static Judgement ofServer(ShownChain chain) {
        return new Judgement(chain, Judgement::thinkOfServer);
    }

    Verdict verdict(TlsGeneration by, Instant now) {
        Judged known = judged;
        if (known == null || known.by() != by || !now.isBefore(known.until())) {
            known = judge(by, now);
            judged = known;
        }
        return known.verdict();
    }

    private Judged judge(TlsGeneration by, Instant now) {
        Verdict verdict = chain.isEmpty() ? withoutCertificate() : think(by);
        return new Judged(by, verdict.isAdmitted() ? by.nextEnd(chain.certificates(), now) : Instant.MAX, verdict);
    }

    private static Verdict withoutCertificate() {
        return Verdict.refused(Standing.NO_CERTIFICATE, "", "no client certificate was shown");
    }

    private Verdict think(TlsGeneration by) {
        try {
            return judge.think(chain, by);
        } catch (PeerRefusedException e) {
            return e.verdict();
        } catch (CertificateException e) {
            LeafNames names = LeafNames.of(chain.leaf());
            return Verdict.refused(
                    Standing.NOT_TRUSTED, names.best(), "the certificate of " + names + " is not trusted");
        }
    }

    private static Verdict thinkOfCaller(ShownChain chain, TlsGeneration by) throws CertificateException {
        chain.requireTrustedCaller(by);
        LeafNames names = LeafNames.of(chain.leaf());
        return by.allowed()
                .identify(names)
                .map(Verdict::admitted)
                .orElseGet(() -> Verdict.refused(
                        Standing.NOT_LISTED, names.best(), by.allowed().whyNot(names)));
    }

    private static Verdict thinkOfServer(ShownChain chain, TlsGeneration by) throws CertificateException {
        chain.requireTrustedServer(by);
        return Verdict.admitted(new CallerIdentity(LeafNames.of(chain.leaf()).best(), Roles.NONE));
    }
}
