package io.dm4j.tls;

import io.dm4j.config.Secret;
import io.dm4j.error.DmException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads the one private key of a PEM document: PKCS#8, encrypted or not, PKCS#1, SEC1 with or without EC PARAMETERS. */
final class PrivateKeys {
    private static final byte[] VERSION_0 = Der.element(Der.INTEGER, new byte[] {0});
    private static final byte[] NULL = Der.element(0x05);
    private static final int SEC1_PARAMETERS = 0xa0;

    private PrivateKeys() {}

    static PrivateKey in(PemText text, Secret passphrase) {
        PemDocument document = PemDocument.parse(text);
        List<PemBlock> keys =
                document.blocks().stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.size() != 1) {
            throw TlsError.PEM_MALFORMED.because(
                    "%s: must hold one private key, holds %d (blocks: %s)",
                    document.name(), keys.size(), document.blocks());
        }
        try {
            return fromPkcs8(document.name(), pkcs8(document, keys.get(0), passphrase));
        } catch (IllegalArgumentException e) {
            throw TlsError.PEM_MALFORMED.because(e, "%s: the %s block is damaged", document.name(), keys.get(0));
        }
    }

    private static byte[] pkcs8(PemDocument document, PemBlock key, Secret passphrase) {
        if (key.encrypted()) {
            throw EncryptedKey.legacy(document.name());
        }
        return switch (key.label()) {
            case "PRIVATE KEY" -> key.der();
            case "ENCRYPTED PRIVATE KEY" -> new EncryptedKey(document.name(), key.der()).open(passphrase);
            case "RSA PRIVATE KEY" -> wrap(KeyAlgorithm.RSA, NULL, key.der());
            case "EC PRIVATE KEY" -> wrap(KeyAlgorithm.EC, curve(document, key), key.der());
            default -> throw unsupported(document.name(), key.label());
        };
    }

    private static byte[] wrap(KeyAlgorithm algorithm, byte[] parameters, byte[] key) {
        byte[] identifier = Der.element(Der.SEQUENCE, algorithm.objectId(), parameters);
        return Der.element(Der.SEQUENCE, VERSION_0, identifier, Der.element(Der.OCTETS, key));
    }

    /** SEC1 names the curve inside the key, or in the EC PARAMETERS block before it, or in both. */
    private static byte[] curve(PemDocument document, PemBlock key) {
        Der.Reader sec1 = new Der.Reader(key.der()).enter(Der.SEQUENCE);
        sec1.enter(Der.INTEGER);
        sec1.enter(Der.OCTETS);
        byte[] curve = sec1.atTag(SEC1_PARAMETERS) ? sec1.enter(SEC1_PARAMETERS).rest() : curveBefore(document);
        if (!new Der.Reader(curve).atTag(Der.OBJECT_ID)) {
            throw TlsError.KEY_UNSUPPORTED
                    .because("%s: the EC key's curve is given by numbers, not by name", document.name())
                    .withWorkaround("Please convert it: openssl ec -in old.pem -param_enc named_curve -out key.pem");
        }
        return curve;
    }

    private static byte[] curveBefore(PemDocument document) {
        return document.blocks().stream()
                .filter(block -> block.label().equals("EC PARAMETERS"))
                .map(PemBlock::der)
                .findFirst()
                .orElseThrow(() -> TlsError.PEM_MALFORMED.because("%s: the EC key names no curve", document.name()));
    }

    private static PrivateKey fromPkcs8(String name, byte[] pkcs8) {
        KeyAlgorithm algorithm =
                KeyAlgorithm.ofPkcs8(pkcs8).orElseThrow(() -> unsupported(name, "of an unknown algorithm"));
        try {
            return KeyFactory.getInstance(algorithm.factory()).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw TlsError.KEY_UNSUPPORTED.because("%s: the %s private key cannot be used", name, algorithm);
        }
    }

    private static DmException unsupported(String name, String kind) {
        return TlsError.KEY_UNSUPPORTED.because("%s: a private key %s is not supported", name, kind);
    }
}
