package io.dm4j.client;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A CA to throw away, and files it issues for {@code 127.0.0.1}. */
public final class TestPki {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Path directory;
    private final X500Name name;
    private final KeyPair keys;

    /** Where one certificate lies. */
    public record PemFiles(Path ca, Path cert, Path key) {}

    public TestPki(Path directory, String name) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.name = new X500Name("CN=" + name);
        this.keys = keys();
        write("ca.pem", certificate(this.name, keys, "", true));
    }

    /** Files for a holder of this Common Name, reached under this address. */
    public PemFiles issue(String commonName, String address) throws IOException {
        KeyPair own = keys();
        return new PemFiles(
                directory.resolve("ca.pem"),
                write(commonName + ".pem", certificate(new X500Name("CN=" + commonName), own, address, false)),
                write(
                        commonName + ".key",
                        new PemObject("PRIVATE KEY", own.getPrivate().getEncoded())));
    }

    private Path write(String file, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
        return Files.writeString(directory.resolve(file), text.toString());
    }

    private X509CertificateHolder certificate(X500Name subject, KeyPair own, String address, boolean authority) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofHours(1))),
                subject,
                own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!address.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
            }
            return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
