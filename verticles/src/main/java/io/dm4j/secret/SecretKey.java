package io.dm4j.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The masters' key, AES with 256 bits. Never prints itself; safe from any thread. */
public final class SecretKey {
    static final int NONCE_BYTES = 12;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final int TAG_BITS = 128;
    private static final String ID_OF = "dm4j key id";

    private final byte[] bytes;
    private final SecureRandom random = new SecureRandom();
    private final String id;

    SecretKey(byte[] bytes) {
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + bytes.length + " bytes");
        }
        this.bytes = bytes.clone();
        this.id = HexFormat.of().formatHex(digest(), 0, ID_BYTES);
    }

    /** A new one. */
    public static SecretKey random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKey(bytes);
    }

    /** Tells keys apart, and says nothing of the key: 16 hexadecimal digits of a keyed digest. */
    public String id() {
        return id;
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** AES-256-GCM: nonce, ciphertext and tag in one; only {@link #unsealed} with the same {@code about} gives the text back. */
    byte[] sealed(byte[] plain, byte[] about) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = gcm(Cipher.ENCRYPT_MODE, nonce, about).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not to be had", e);
        }
    }

    /** Throws if anything was changed, or was sealed under another key or about something else. */
    byte[] unsealed(byte[] all, byte[] about) throws GeneralSecurityException {
        if (all.length < NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        return gcm(Cipher.DECRYPT_MODE, nonce, about).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
    }

    private Cipher gcm(int mode, byte[] nonce, byte[] about) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        return cipher;
    }

    /** DM's way to encrypt passwords, AES-256-CFB; to read only, as nothing tells whether the key was the right one. */
    byte[] fromCfb(byte[] iv, byte[] encrypted) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(bytes, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(encrypted);
    }

    private byte[] digest() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            return mac.doFinal(ID_OF.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not to be had", e);
        }
    }

    @Override
    public String toString() {
        return "secret key " + id;
    }
}
