package io.dm4j.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A throw-away certificate authority. */
final class TestCa {
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final List<X509Certificate> above;

    private TestCa(KeyPair keys, X509Certificate certificate, List<X509Certificate> above) {
        this.keys = keys;
        this.certificate = certificate;
        this.above = above;
    }

    /** What a leaf shall be like. */
    record Leaf(
            String subject,
            String algorithm,
            Instant from,
            Instant until,
            List<String> hosts,
            List<KeyPurposeId> purposes) {

        static Leaf named(String commonName) {
            return new Leaf(
                    "CN=" + commonName,
                    "EC",
                    Instant.now().minus(Duration.ofHours(1)),
                    Instant.now().plus(Duration.ofDays(30)),
                    List.of("127.0.0.1", "localhost"),
                    List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
        }

        Leaf subject(String name) {
            return new Leaf(name, algorithm, from, until, hosts, purposes);
        }

        Leaf algorithm(String name) {
            return new Leaf(subject, name, from, until, hosts, purposes);
        }

        Leaf dates(Instant begin, Instant end) {
            return new Leaf(subject, algorithm, begin, end, hosts, purposes);
        }

        Leaf forHosts(String... names) {
            return new Leaf(subject, algorithm, from, until, List.of(names), purposes);
        }

        Leaf purposes(KeyPurposeId... ids) {
            return new Leaf(subject, algorithm, from, until, hosts, List.of(ids));
        }
    }

    /** A leaf with its key; the chain is leaf first, without the root. */
    record Issued(List<X509Certificate> chain, KeyPair keys) {
        String certPem() {
            return PemWriter.chain(chain);
        }

        String keyPem() {
            return PemWriter.key(keys.getPrivate()).toString();
        }

        X509Certificate leaf() {
            return chain.get(0);
        }
    }

    static TestCa named(String commonName) {
        return named(commonName, Instant.now().plus(Duration.ofDays(365)));
    }

    static TestCa named(String commonName, Instant until) {
        KeyPair keys = generate("EC");
        X500Name name = new X500Name("CN=" + commonName);
        X509Certificate self = caCertificate(name, keys, name, keys, until);
        return new TestCa(keys, self, List.of());
    }

    /** X.509 version 1, no extensions: as DM's own test CA is. */
    static TestCa version1(String commonName) {
        try {
            KeyPair keys = generate("EC");
            X500Name name = new X500Name("CN=" + commonName);
            X509v1CertificateBuilder builder =
                    new JcaX509v1CertificateBuilder(name, serial(), hourAgo(), inDays(365), name, keys.getPublic());
            return new TestCa(keys, convert(builder.build(signer(keys)).getEncoded()), List.of());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    TestCa intermediate(String commonName) {
        KeyPair own = generate("EC");
        X500Name issuer = new X500Name(certificate.getSubjectX500Principal().getName());
        X509Certificate made = caCertificate(
                new X500Name("CN=" + commonName),
                own,
                issuer,
                keys,
                Instant.now().plus(Duration.ofDays(200)));
        return new TestCa(own, made, List.of(made));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A revocation list that is due again in a week. */
    String revoking(X509Certificate... revoked) {
        return revoking(Instant.now().plus(Duration.ofDays(7)), revoked);
    }

    String revoking(Instant next, X509Certificate... revoked) {
        return revocationList(next, false, revoked);
    }

    String deltaList(X509Certificate... revoked) {
        return revocationList(Instant.now().plus(Duration.ofDays(7)), true, revoked);
    }

    private String revocationList(Instant next, boolean delta, X509Certificate... revoked) {
        try {
            X509v2CRLBuilder builder =
                    new X509v2CRLBuilder(new JcaX509CertificateHolder(certificate).getSubject(), hourAgo());
            builder.setNextUpdate(Date.from(next));
            for (X509Certificate each : revoked) {
                builder.addCRLEntry(each.getSerialNumber(), hourAgo(), CRLReason.keyCompromise);
            }
            if (delta) {
                builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(1));
            }
            return PemWriter.armour("X509 CRL", builder.build(signer(keys)).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String pem() {
        return PemWriter.chain(List.of(certificate));
    }

    Issued issue(String commonName) {
        return issue(Leaf.named(commonName));
    }

    Issued issue(Leaf leaf) {
        try {
            KeyPair own = generate(leaf.algorithm());
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(certificate.getSubjectX500Principal().getName()),
                    serial(),
                    Date.from(leaf.from()),
                    Date.from(leaf.until()),
                    new X500Name(leaf.subject()),
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            if (!leaf.purposes().isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(leaf.purposes().toArray(KeyPurposeId[]::new)));
            }
            if (!leaf.hosts().isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(leaf.hosts()));
            }
            X509Certificate made = convert(builder.build(signer(keys)).getEncoded());
            return new Issued(Stream.concat(Stream.of(made), above.stream()).toList(), own);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(
                hosts.stream().map(h -> new GeneralName(kind(h), h)).toArray(GeneralName[]::new));
    }

    private static int kind(String name) {
        if (name.contains("://")) {
            return GeneralName.uniformResourceIdentifier;
        }
        return Character.isDigit(name.charAt(0)) ? GeneralName.iPAddress : GeneralName.dNSName;
    }

    private static X509Certificate caCertificate(
            X500Name subject, KeyPair own, X500Name issuer, KeyPair signing, Instant until) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    serial(),
                    Date.from(until.minus(Duration.ofDays(400))),
                    Date.from(until),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return convert(builder.build(signer(signing)).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair generate(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            } else if (algorithm.startsWith("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static X509Certificate convert(byte[] der) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(new X509CertificateHolder(der));
    }

    private static BigInteger serial() {
        return BigInteger.valueOf(SERIAL.incrementAndGet());
    }

    private static Date hourAgo() {
        return Date.from(Instant.now().minus(Duration.ofHours(1)));
    }

    private static Date inDays(int days) {
        return Date.from(Instant.now().plus(Duration.ofDays(days)));
    }
}
