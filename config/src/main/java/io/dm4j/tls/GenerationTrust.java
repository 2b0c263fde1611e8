package io.dm4j.tls;

import io.dm4j.config.ServerIdentity;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a generation trusts: within its dates, not revoked, of a CA. A server must also bear an allowed name: no
 * request-time check stands behind a handshake with it. A caller's name is judged at each request, where the refusal can be
 * told. Every refusal is a {@link PeerRefusedException}.
 */
final class GenerationTrust extends X509ExtendedTrustManager {
    private final ChainTrust chains;
    private final AllowedNames allowed;
    private final ServerIdentity server;
    private final SessionEnd sessions;

    /** A check of the chain by the JDK, in one of its forms. */
    private interface ChainCheck {
        void by(X509ExtendedTrustManager trust) throws CertificateException;
    }

    /** @param sessions is told of the end of every chain that is trusted */
    GenerationTrust(ChainTrust chains, AllowedNames allowed, ServerIdentity server, SessionEnd sessions) {
        this.chains = chains;
        this.allowed = allowed;
        this.server = server;
        this.sessions = sessions;
    }

    private void requireTrusted(X509Certificate[] chain, ChainCheck check) throws CertificateException {
        LeafNames names = LeafNames.of(chain[0]);
        requireDates(chain[0], names);
        requireNotRevoked(chain, names);
        try {
            if (!isPinnedOnly()) {
                check.by(chains.now());
            }
        } catch (CertificateException e) {
            // Without a cause it is not the chain that is wrong, but the host, and the words say so.
            String why = e.getCause() == null ? "is not accepted: " + e.getMessage() : "is not trusted";
            throw refused(Standing.NOT_TRUSTED, names, "the certificate of " + names + " " + why, e);
        }
        sessions.note(chains.nextEnd(List.of(chain), chains.instant()));
    }

    private void requireDates(X509Certificate leaf, LeafNames names) throws PeerRefusedException {
        Instant end = Certificates.until(leaf);
        if (!chains.instant().isBefore(end)) {
            String why = "the certificate of " + names + " expired at " + end;
            throw refused(Standing.EXPIRED, names, why, forTheAlert(why, BasicReason.EXPIRED));
        }
    }

    private void requireNotRevoked(X509Certificate[] chain, LeafNames names) throws PeerRefusedException {
        Optional<X509Certificate> revoked = chains.revocations().listedOf(Arrays.stream(chain));
        if (revoked.isPresent()) {
            String whose = revoked.get() == chain[0] ? "" : "the CA " + Certificates.subject(revoked.get()) + " above ";
            String why = whose + "the certificate of " + names + " is revoked";
            throw refused(Standing.REVOKED, names, why, forTheAlert(why, BasicReason.REVOKED));
        }
    }

    /** An engine that tells the peer why looks for the reason here. */
    private static CertPathValidatorException forTheAlert(String why, BasicReason reason) {
        return new CertPathValidatorException(why, null, null, -1, reason);
    }

    private void requireIdentity(X509Certificate leaf) throws CertificateException {
        LeafNames names = LeafNames.of(leaf);
        if (allowed.identify(names).isEmpty()) {
            String why = "of the server's certificate, " + allowed.whyNot(names) + " " + allowed;
            throw refused(Standing.NOT_LISTED, names, why, null);
        }
        if (!isExpected(leaf)) {
            throw refused(Standing.NOT_TRUSTED, names, "the certificate of " + names + " " + whyUnexpected(leaf), null);
        }
    }

    private boolean isExpected(X509Certificate leaf) {
        if (!server.fingerprints().isEmpty()) {
            return server.fingerprints().contains(Certificates.fingerprint(leaf));
        }
        return server.name().isEmpty() || new ServerName(server.name()).isOf(leaf);
    }

    private String whyUnexpected(X509Certificate leaf) {
        return server.fingerprints().isEmpty()
                ? "is not one for ssl-server-name " + server.name()
                : "has the fingerprint sha256:" + Certificates.fingerprint(leaf)
                        + ", which is not ssl-server-fingerprint";
    }

    /** Without any CA a client knows its server by fingerprint, and by nothing else. */
    private boolean isPinnedOnly() {
        return chains.isEmpty() && !server.fingerprints().isEmpty();
    }

    private static PeerRefusedException refused(Standing why, LeafNames names, String explanation, Throwable cause) {
        return new PeerRefusedException(Verdict.refused(why, names.best(), explanation), cause);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        requireTrusted(chain, trust -> trust.checkServerTrusted(chain, authType));
        requireIdentity(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        requireTrusted(chain, trust -> trust.checkServerTrusted(chain, authType, socket));
        requireIdentity(chain[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireTrusted(chain, trust -> trust.checkServerTrusted(chain, authType, engine));
        requireIdentity(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        requireTrusted(chain, trust -> trust.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        requireTrusted(chain, trust -> trust.checkClientTrusted(chain, authType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        requireTrusted(chain, trust -> trust.checkClientTrusted(chain, authType, engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.validAnchors().toArray(X509Certificate[]::new);
    }
}
