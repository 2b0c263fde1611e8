package io.dm4j.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority. One that is made here, and all that it issues, has an elliptic curve key (P-256). */
public final class CertificateAuthority {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 64;
    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final Duration LIST_LIFETIME = Duration.ofDays(1);
    private static final byte[] PROBE = {'d', 'm', '4', 'j'};
    /** What a renewed certificate takes over from the one before. */
    private static final List<ASN1ObjectIdentifier> LASTING =
            List.of(Extension.keyUsage, Extension.extendedKeyUsage, Extension.subjectAlternativeName);

    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** A new one for 30 days. */
    public static CertificateAuthority create(String commonName) {
        return create(commonName, LIFETIME);
    }

    public static CertificateAuthority create(String commonName, Duration lifetime) {
        Leaf self = Leaf.named(commonName).lasting(lifetime);
        X500Name name = name(commonName);
        KeyPair keys = keyPair();
        try {
            X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), self)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that was made before; {@code file} is where its certificate came from, for messages. */
    static CertificateAuthority of(X509Certificate certificate, PrivateKey key, Path file) {
        if (certificate.getBasicConstraints() < 0) {
            throw PkiError.AUTHORITY_UNUSABLE.because("%s: is not the certificate of a CA", file);
        }
        CertificateAuthority authority = new CertificateAuthority(certificate, key);
        if (!authority.ownsItsKey()) {
            throw PkiError.AUTHORITY_UNUSABLE.because("%s: the key beside it is not that of this certificate", file);
        }
        if (authority.notAfter().isBefore(Instant.now())) {
            throw PkiError.AUTHORITY_UNUSABLE
                    .because("%s: expired at %s", file, authority.notAfter())
                    .withWorkaround("Make a new CA in another directory with dmctl cert ca");
        }
        return authority;
    }

    private boolean ownsItsKey() {
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Another kind of key than the certificate's: not a pair.
            return false;
        }
    }

    /** A certificate with a key of its own, that ends with the authority at the latest. */
    public Issued issue(Leaf leaf) {
        KeyPair keys = keyPair();
        try {
            X509v3CertificateBuilder builder = builder(
                            subject(), name(leaf.commonName()), keys.getPublic(), within(leaf))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, extendedUsage(leaf));
            if (!leaf.names().isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(leaf));
            }
            return signed(builder, keys);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same subject, names and usages with a new key and new dates, whoever issued the certificate before. */
    public Issued renew(X509Certificate before, Duration lifetime) {
        KeyPair keys = keyPair();
        try {
            X509CertificateHolder old = new JcaX509CertificateHolder(before);
            Leaf dates = within(Leaf.named("renewed").lasting(lifetime));
            X509v3CertificateBuilder builder = builder(subject(), old.getSubject(), keys.getPublic(), dates);
            for (ASN1ObjectIdentifier each : LASTING) {
                if (old.getExtension(each) != null) {
                    builder.addExtension(old.getExtension(each));
                }
            }
            return signed(builder, keys);
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Issued signed(X509v3CertificateBuilder builder, KeyPair keys) throws IOException {
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(keys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(certificate));
            return new Issued(sign(builder, key), keys.getPrivate(), this);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Leaf within(Leaf leaf) {
        return leaf.notAfter().isAfter(notAfter()) ? leaf.validBetween(leaf.notBefore(), notAfter()) : leaf;
    }

    /** A list of certificates that do not count any more, good for a day, as PEM. */
    public String revoking(Issued... revoked) {
        Instant now = Instant.now();
        X509v2CRLBuilder list = new X509v2CRLBuilder(subject(), Date.from(now));
        list.setNextUpdate(Date.from(now.plus(LIST_LIFETIME)));
        for (Issued one : revoked) {
            list.addCRLEntry(one.certificate().getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
        }
        try {
            return PemDocuments.revocationList(list.build(new JcaContentSignerBuilder(algorithm(key)).build(key))
                    .getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** When nothing that it signed is trusted any more. */
    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    public String pem() {
        return PemDocuments.text(certificate);
    }

    /** PKCS#8, not encrypted. */
    String keyPem() {
        return PemDocuments.text(key);
    }

    private X500Name subject() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey of, Leaf dates) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
                Date.from(dates.notBefore()),
                Date.from(dates.notAfter()),
                subject,
                of);
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExtendedKeyUsage extendedUsage(Leaf leaf) {
        return new ExtendedKeyUsage(leaf.usages().stream()
                .sorted()
                .map(usage ->
                        usage == Leaf.Usage.SERVER ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth)
                .toArray(KeyPurposeId[]::new));
    }

    private static GeneralNames alternativeNames(Leaf leaf) {
        return new GeneralNames(
                leaf.names().stream().map(CertificateAuthority::general).toArray(GeneralName[]::new));
    }

    private static GeneralName general(SubjectName name) {
        int tag =
                switch (name.kind()) {
                    case DNS -> GeneralName.dNSName;
                    case IP -> GeneralName.iPAddress;
                    case URI -> GeneralName.uniformResourceIdentifier;
                };
        return new GeneralName(tag, name.value());
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey by) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm(by)).build(by)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
