package io.dm4j.tls;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The kinds of private key we serve with, by the object identifier of their PKCS#8 wrapping. */
enum KeyAlgorithm {
    RSA("2a864886f70d010101", "RSA", "SHA256withRSA"),
    RSA_PSS("2a864886f70d01010a", "RSASSA-PSS", "RSASSA-PSS"),
    EC("2a8648ce3d0201", "EC", "SHA256withECDSA"),
    ED25519("2b6570", "EdDSA", "EdDSA"),
    ED448("2b6571", "EdDSA", "EdDSA");

    private final byte[] objectId;
    private final String factory;
    private final String signature;

    KeyAlgorithm(String objectId, String factory, String signature) {
        this.objectId = HexFormat.of().parseHex(objectId);
        this.factory = factory;
        this.signature = signature;
    }

    static Optional<KeyAlgorithm> ofPkcs8(byte[] pkcs8) {
        Der.Reader key = new Der.Reader(pkcs8).enter(Der.SEQUENCE);
        key.enter(Der.INTEGER);
        byte[] id = key.enter(Der.SEQUENCE).enter(Der.OBJECT_ID).rest();
        return Arrays.stream(values())
                .filter(a -> Arrays.equals(a.objectId, id))
                .findFirst();
    }

    byte[] objectId() {
        return Der.element(Der.OBJECT_ID, objectId);
    }

    /** The name {@code java.security.KeyFactory} knows it by. */
    String factory() {
        return factory;
    }

    /** The name {@code java.security.Signature} knows its signatures by. */
    String signature() {
        return signature;
    }
}
