package io.dm4j.tls;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Writes certificates and keys as plain PEM: one form, whatever the form they were read from. */
public final class PemWriter {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemWriter() {}

    static String chain(List<X509Certificate> chain) {
        return chain.stream().map(c -> armour("CERTIFICATE", encoded(c))).collect(Collectors.joining());
    }

    static Buffer certificate(X509Certificate certificate) {
        return Buffer.buffer(armour("CERTIFICATE", encoded(certificate)));
    }

    /** As PKCS#8. */
    static Buffer key(PrivateKey key) {
        return Buffer.buffer(armour("PRIVATE KEY", key.getEncoded()));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    /** A block, with the text lines that name it. */
    public static String armour(String label, byte[] der) {
        String body = new String(LINES.encode(der), StandardCharsets.US_ASCII);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
