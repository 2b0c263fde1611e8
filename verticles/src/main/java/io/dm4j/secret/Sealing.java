package io.dm4j.secret;

import io.dm4j.error.DmException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals values under the name of what they are about, so that none can be read, changed or put in another's place on the disk.
 * The form is {@code sealed:1:KEY ID:BASE64 of nonce, ciphertext and tag}. Safe from any thread.
 */
public final class Sealing {
    private static final String FORM = "sealed:1:";

    private final SecretKey key;

    public Sealing(SecretKey key) {
        this.key = key;
    }

    /** @see SecretKey#id() */
    public String keyId() {
        return key.id();
    }

    /** The value for the disk. */
    public String seal(String about, String plain) {
        byte[] sealed = key.sealed(utf8(plain), utf8(about));
        return FORM + key.id() + ":" + Base64.getEncoder().encodeToString(sealed);
    }

    /** {@link SecretError#OTHER_KEY}, {@link SecretError#NOT_SEALED_BY_US} if the value is not what {@link #seal} made of it. */
    public String open(String about, String sealed) {
        if (!sealed.startsWith(FORM)) {
            throw damaged(about);
        }
        String[] parts = sealed.substring(FORM.length()).split(":", 2);
        if (!parts[0].equals(key.id())) {
            throw new DmException(
                    SecretError.OTHER_KEY, about + " was sealed under key " + parts[0] + ", this is " + key);
        }
        try {
            return new String(key.unsealed(Base64.getDecoder().decode(parts[1]), utf8(about)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw damaged(about);
        }
    }

    private static DmException damaged(String about) {
        return new DmException(SecretError.NOT_SEALED_BY_US, about + " is damaged: its seal does not hold");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
