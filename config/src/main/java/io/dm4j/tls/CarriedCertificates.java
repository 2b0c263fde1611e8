package io.dm4j.tls;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A caller's certificates in the header fields of RFC 9440, for a node that passes a request on. They prove nothing by themselves:
 * whoever reads them must trust the one that wrote them, and judge them.
 */
public final class CarriedCertificates {
    private static final String LEAF = "Client-Cert";
    private static final String OTHERS = "Client-Cert-Chain";
    /** How the fields enclose base64. */
    private static final String EDGE = ":";

    private CarriedCertificates() {}

    /** Sets what the caller at this connection showed in its handshake; what else stands under these names goes. */
    public static void set(MultiMap headers, HttpConnection caller) {
        headers.remove(LEAF).remove(OTHERS);
        List<X509Certificate> shown = ShownChain.of(caller.sslSession()).certificates();
        if (!shown.isEmpty()) {
            headers.set(LEAF, field(shown.get(0)));
        }
        if (shown.size() > 1) {
            headers.set(
                    OTHERS,
                    shown.stream().skip(1).map(CarriedCertificates::field).collect(Collectors.joining(", ")));
        }
    }

    static boolean areIn(MultiMap headers) {
        return headers.contains(LEAF) || headers.contains(OTHERS);
    }

    /** Leaf first; throws if it is not exactly one leaf, and any number of others, in the form of the RFC. */
    static ShownChain read(MultiMap headers) throws CertificateException {
        List<X509Certificate> chain = new ArrayList<>();
        for (String line : headers.getAll(LEAF)) {
            chain.add(certificate(line));
        }
        if (chain.size() != 1) {
            throw new CertificateException("not one " + LEAF);
        }
        for (String line : headers.getAll(OTHERS)) {
            for (String each : line.split(",")) {
                chain.add(certificate(each));
            }
        }
        return ShownChain.carried(chain);
    }

    private static String field(X509Certificate certificate) {
        try {
            return EDGE + Base64.getEncoder().encodeToString(certificate.getEncoded()) + EDGE;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that came by a handshake has no encoding", e);
        }
    }

    private static X509Certificate certificate(String field) throws CertificateException {
        String text = field.strip();
        if (text.length() < 2 || !text.startsWith(EDGE) || !text.endsWith(EDGE)) {
            throw new CertificateException("no byte sequence");
        }
        try {
            byte[] der = Base64.getDecoder().decode(text.substring(1, text.length() - 1));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("no base64", e);
        }
    }
}
