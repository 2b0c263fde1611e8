package io.dm4j.pki;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its private key and the authority that signed it. */
public record Issued(X509Certificate certificate, PrivateKey key, CertificateAuthority issuer) {

    /** Writes the three files, the issuer as the only one trusted. */
    public PemFiles writeTo(Path directory) {
        PemFiles files = PemFiles.in(directory);
        files.replaceTrust(issuer);
        files.replaceIdentity(this);
        return files;
    }

    public BigInteger serial() {
        return certificate.getSerialNumber();
    }

    public String chainPem() {
        return PemDocuments.text(certificate);
    }

    /** PKCS#8, not encrypted. */
    public String keyPem() {
        return PemDocuments.text(key);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal() + " serial " + serial().toString(16);
    }
}
