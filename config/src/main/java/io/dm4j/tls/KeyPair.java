package io.dm4j.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;

/** The own certificate chain, leaf first, and the leaf's private key. */
record KeyPair(List<X509Certificate> chain, PrivateKey key) {
    private static final byte[] PROBE = {'d', 'm', '4', 'j'};
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    KeyPair {
        chain = List.copyOf(chain);
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    /** Whether what the key signs, the leaf verifies. */
    boolean belongsTogether() {
        return KeyPair.signsFor(key, leaf());
    }

    /** Whether the key is that of a certificate further up: a chain in the wrong order. */
    boolean isInWrongOrder() {
        return chain.stream().skip(1).anyMatch(certificate -> signsFor(key, certificate));
    }

    private static boolean signsFor(PrivateKey key, X509Certificate certificate) {
        try {
            KeyAlgorithm algorithm = KeyAlgorithm.ofPkcs8(key.getEncoded()).orElseThrow();
            Signature signature = signature(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            Signature check = signature(algorithm);
            check.initVerify(certificate.getPublicKey());
            check.update(PROBE);
            return check.verify(signed);
        } catch (GeneralSecurityException e) {
            // Another kind of key than the certificate's, or another curve: not a pair.
            return false;
        }
    }

    private static Signature signature(KeyAlgorithm algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.signature());
        if (algorithm == KeyAlgorithm.RSA_PSS) {
            signature.setParameter(PSS);
        }
        return signature;
    }

    X509Certificate[] chainArray() {
        return chain.toArray(X509Certificate[]::new);
    }

    /** Whether Vert.x reads such a key from PEM: RSA and EC, no other. */
    boolean isKnownToVertx() {
        return Arrays.asList("RSA", "EC").contains(key.getAlgorithm());
    }

    /** Whether OpenSSL, as Netty drives it, can sign with it. */
    boolean isKnownToOpenSsl() {
        return isKnownToVertx();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return Certificates.subject(leaf());
    }
}
