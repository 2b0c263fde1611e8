package io.dm4j.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What the other side of an open session showed of itself in the handshake.
 *
 * @param certificates leaf first; empty if it showed none
 * @param keyExchange as the handshake told it to its trust manager: the key usages that are asked of a server hang on it
 */
record ShownChain(List<X509Certificate> certificates, String keyExchange) {
    /** What TLS 1.3 tells a trust manager, and what stands for any key exchange. */
    private static final String ANY_EXCHANGE = "UNKNOWN";

    ShownChain {
        certificates = List.copyOf(certificates);
    }

    /** @param session null where the connection has none */
    static ShownChain of(SSLSession session) {
        try {
            return session == null
                    ? new ShownChain(List.of(), ANY_EXCHANGE)
                    : new ShownChain(certificates(session), keyExchange(session.getCipherSuite()));
        } catch (SSLPeerUnverifiedException e) {
            return new ShownChain(List.of(), ANY_EXCHANGE);
        }
    }

    /** What a caller showed of itself to somebody else. */
    static ShownChain carried(List<X509Certificate> certificates) {
        return new ShownChain(certificates, ANY_EXCHANGE);
    }

    private static List<X509Certificate> certificates(SSLSession session) throws SSLPeerUnverifiedException {
        return Arrays.stream(session.getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static String keyExchange(String suite) {
        int end = suite.indexOf("_WITH_");
        return end < 0 ? ANY_EXCHANGE : suite.substring(suite.indexOf('_') + 1, end);
    }

    boolean isEmpty() {
        return certificates.isEmpty();
    }

    X509Certificate leaf() {
        return certificates.get(0);
    }

    /** Throws unless the generation would let this caller in, its names aside. */
    void requireTrustedCaller(TlsGeneration by) throws CertificateException {
        by.trust().checkClientTrusted(array(), ANY_EXCHANGE);
    }

    /** Throws unless a connection to this server would be made under the generation, the host that was dialed aside. */
    void requireTrustedServer(TlsGeneration by) throws CertificateException {
        by.trust().checkServerTrusted(array(), keyExchange);
    }

    private X509Certificate[] array() {
        return certificates.toArray(X509Certificate[]::new);
    }
}
