package io.dm4j.secret;

import io.dm4j.error.DmException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The passwords of source and task files: written as they are, as {@code dmctl encrypt} of this system made them
 * ({@value #MARK} and base64), or as that of DM did (base64 of a block of 16 bytes, an {@code @}, and AES-256-CFB).
 */
public final class Passwords {
    private static final String MARK = "dm4j:1:";
    private static final byte[] ABOUT = "password".getBytes(StandardCharsets.US_ASCII);
    private static final int DM_IV_BYTES = 16;

    private final SecretKey key;

    public Passwords(SecretKey key) {
        this.key = key;
    }

    /** For a file; two calls give two texts. */
    public String encrypted(String password) {
        byte[] sealed = key.sealed(password.getBytes(StandardCharsets.UTF_8), ABOUT);
        return MARK + Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * The password that a file means. One of ours that cannot be opened is {@link SecretError#PASSWORD_UNREADABLE}. DM's form has no
     * mark of its own: what is not of that form, or does not become text under this key, is a password as it is, as in DM.
     */
    public String read(String written) {
        return written.startsWith(MARK) ? ours(written) : dms(written);
    }

    /** What may stand in a file that leaves the cluster: a password that was written as it is is encrypted, all else stays. */
    public String sealed(String written) {
        boolean asItIs = !written.startsWith(MARK) && dms(written).equals(written);
        return asItIs && !written.isEmpty() ? encrypted(written) : written;
    }

    private String ours(String written) {
        try {
            byte[] sealed = Base64.getDecoder().decode(written.substring(MARK.length()));
            return new String(key.unsealed(sealed, ABOUT), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new DmException(SecretError.PASSWORD_UNREADABLE, "an encrypted password does not open under " + key);
        }
    }

    private String dms(String written) {
        try {
            byte[] all = Base64.getDecoder().decode(written);
            if (all.length <= DM_IV_BYTES || all[DM_IV_BYTES] != '@') {
                return written;
            }
            byte[] iv = Arrays.copyOf(all, DM_IV_BYTES);
            byte[] plain = key.fromCfb(iv, Arrays.copyOfRange(all, DM_IV_BYTES + 1, all.length));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain))
                    .toString();
        } catch (GeneralSecurityException | IllegalArgumentException | CharacterCodingException e) {
            return written;
        }
    }
}
