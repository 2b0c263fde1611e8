package io.dm4j.it.trust;

import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Files of the forms that DM's own TLS tests use: a CA of X.509 version 1 without extensions, named localhost and valid from
 * 2020 to 2293; leaves for localhost and 127.0.0.1; keys in SEC1 behind a block of EC PARAMETERS.
 */
final class DmFixture {
    private static final X500Name CA = new X500Name("CN=localhost");
    private static final Date BEGIN = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Date END = Date.from(Instant.parse("2293-01-01T00:00:00Z"));

    private final Path directory;
    private final KeyPair keys = keyPair();
    private final X509CertificateHolder certificate =
            new JcaX509v1CertificateBuilder(CA, BigInteger.ONE, BEGIN, END, CA, keys.getPublic()).build(signer());

    DmFixture(Path directory) {
        this.directory = directory;
    }

    /** CA, certificate and key for this Common Name, in a directory of its name. */
    PemFiles issue(String commonName) {
        KeyPair own = keyPair();
        PemFiles files = PemFiles.in(directory.resolve(commonName));
        try {
            Files.createDirectories(files.ca().getParent());
            Files.writeString(files.ca(), pem(certificate));
            Files.writeString(files.cert(), pem(leaf(commonName, own)));
            Files.writeString(
                    files.key(),
                    pem(new PemObject("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded())) + pem(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private X509CertificateHolder leaf(String commonName, KeyPair own) throws IOException {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
        KeyPurposeId[] purposes = {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
        return new JcaX509v3CertificateBuilder(
                        CA,
                        BigInteger.valueOf(System.nanoTime()),
                        BEGIN,
                        END,
                        new X500Name("CN=" + commonName),
                        own.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes))
                .addExtension(
                        Extension.keyUsage, false, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                .build(signer());
    }

    /** A certificate, a key pair as SEC1, or a block. */
    private static String pem(Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }

    private ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
