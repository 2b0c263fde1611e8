package io.dm4j.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a generation trusts. A server must also bear an allowed name: no request-time check stands behind a handshake
 * with it. A client's name is judged at each request, where the refusal can be told.
 */
final class GenerationTrust extends X509ExtendedTrustManager {
    private final ChainTrust chains;
    private final AllowedNames allowed;

    GenerationTrust(ChainTrust chains, AllowedNames allowed) {
        this.chains = chains;
        this.allowed = allowed;
    }

    private void requireAllowed(X509Certificate[] chain) throws CertificateException {
        LeafNames server = LeafNames.of(chain[0]);
        if (allowed.identify(server).isEmpty()) {
            throw new CertificateException("of the server's certificate, " + allowed.whyNot(server) + " " + allowed);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.now().checkServerTrusted(chain, authType);
        requireAllowed(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.now().checkServerTrusted(chain, authType, socket);
        requireAllowed(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.now().checkServerTrusted(chain, authType, engine);
        requireAllowed(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        chains.now().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chains.now().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        chains.now().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.validAnchors().toArray(X509Certificate[]::new);
    }
}
