package io.dm4j.pki;

import io.dm4j.tls.PemWriter;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** PEM text from certificates and keys, and back. */
final class PemDocuments {
    private PemDocuments() {}

    static String text(X509Certificate certificate) {
        try {
            return PemWriter.armour("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PKCS#8, not encrypted. */
    static String text(PrivateKey key) {
        return PemWriter.armour("PRIVATE KEY", key.getEncoded());
    }

    static String revocationList(byte[] der) {
        return PemWriter.armour("X509 CRL", der);
    }

    /** The certificates of a text, in their order; other blocks are passed over. */
    static List<X509Certificate> certificates(String pem) throws IOException, CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        for (Object block : blocks(pem)) {
            if (block instanceof X509CertificateHolder holder) {
                found.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        }
        return found;
    }

    /** The first private key of a text: PKCS#8, PKCS#1 or SEC1, not encrypted. */
    static PrivateKey key(String pem) throws IOException {
        for (Object block : blocks(pem)) {
            if (block instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            if (block instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
        }
        throw new PEMException("there is no private key that could be read without a passphrase");
    }

    private static List<Object> blocks(String pem) throws IOException {
        List<Object> blocks = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                blocks.add(block);
            }
        }
        return blocks;
    }
}
