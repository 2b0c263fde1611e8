package io.dm4j.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.security.PrivateKey;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** The ways in which tools write a private key down. */
final class PemKeys {
    private static final Map<String, ASN1ObjectIdentifier> CIPHERS = Map.of(
            "AES_256_CBC", PKCS8Generator.AES_256_CBC,
            "AES_128_CBC", PKCS8Generator.AES_128_CBC,
            "DES3_CBC", PKCS8Generator.DES3_CBC);
    private static final Map<String, AlgorithmIdentifier> HASHES = Map.of(
            "HMACSHA1", PKCS8Generator.PRF_HMACSHA1,
            "HMACSHA256", PKCS8Generator.PRF_HMACSHA256,
            "HMACSHA512", PKCS8Generator.PRF_HMACSHA512);

    private PemKeys() {}

    static String pkcs8(PrivateKey key) {
        return PemWriter.key(key).toString();
    }

    static String oneLine(PrivateKey key) {
        String[] lines = pkcs8(key).split("\n");
        String body = String.join(
                "", Stream.of(lines).skip(1).limit(lines.length - 2L).toList());
        return lines[0] + "\n" + body + "\n" + lines[lines.length - 1];
    }

    static String pkcs1(PrivateKey key) throws IOException {
        return armour("RSA PRIVATE KEY", inner(key).toASN1Primitive().getEncoded());
    }

    static String sec1(PrivateKey key) throws IOException {
        ECPrivateKey parsed = ECPrivateKey.getInstance(inner(key));
        return armour("EC PRIVATE KEY", new ECPrivateKey(256, parsed.getKey(), curve()).getEncoded());
    }

    static String sec1WithoutCurve(PrivateKey key) throws IOException {
        ECPrivateKey parsed = ECPrivateKey.getInstance(inner(key));
        return armour("EC PRIVATE KEY", new ECPrivateKey(256, parsed.getKey()).getEncoded());
    }

    private static ASN1Encodable inner(PrivateKey key) throws IOException {
        return PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey();
    }

    private static ASN1ObjectIdentifier curve() {
        return X9ObjectIdentifiers.prime256v1;
    }

    static String ecParameters() throws IOException {
        return armour("EC PARAMETERS", curve().getEncoded());
    }

    private static String armour(String label, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject(label, der));
        }
        return text.toString();
    }

    static String encrypted(PrivateKey key, String cipher, String hash, String passphrase) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new JcaPKCS8Generator(
                    key,
                    new JceOpenSSLPKCS8EncryptorBuilder(CIPHERS.get(cipher))
                            .setProvider(new BouncyCastleProvider())
                            .setPRF(HASHES.get(hash))
                            .setPassword(passphrase.toCharArray())
                            .build()));
        }
        return text.toString();
    }

    static String legacyEncrypted(String label) {
        return "-----BEGIN " + label + "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0011\n\nAAAA\n-----END "
                + label + "-----\n";
    }
}
