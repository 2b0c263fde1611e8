package io.dm4j.tls;

import io.dm4j.config.Secret;
import io.dm4j.error.DmException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens a private key that is encrypted in PKCS#8 by PBES2 with AES, as {@code openssl pkcs8 -topk8} and {@code genpkey} write
 * it. The older schemes are refused with the command that converts them: they would not be worth their passphrase.
 */
final class EncryptedKey {
    private static final String CONVERT =
            "Please convert the key: openssl pkcs8 -topk8 -v2 aes-256-cbc -in old.pem -out key.pem";
    /** What Java calls PBES2. */
    private static final Pattern PBES2 = Pattern.compile("PBEWith(?<hash>HmacSHA\\d+)AndAES_(?<bits>\\d+)");

    private final String name;
    private final byte[] der;

    EncryptedKey(String name, byte[] der) {
        this.name = name;
        this.der = der;
    }

    /** A key in the old form of PEM: MD5 and no salt to speak of. */
    static DmException legacy(String name) {
        return TlsError.KEY_ENCRYPTED
                .because("%s: the private key is encrypted in the old way of PEM (Proc-Type: 4,ENCRYPTED)", name)
                .withWorkaround(CONVERT);
    }

    /** As plain PKCS#8. */
    byte[] open(Secret passphrase) {
        if (passphrase.isEmpty()) {
            throw TlsError.KEY_ENCRYPTED.because("%s: the private key is encrypted and no passphrase is named", name);
        }
        try {
            byte[] plain = decrypt(passphrase);
            KeyAlgorithm.ofPkcs8(plain);
            return plain;
        } catch (BadPaddingException | IllegalArgumentException e) {
            throw TlsError.PASSPHRASE_WRONG.because("%s: the passphrase does not open the private key", name);
        } catch (GeneralSecurityException | IOException e) {
            throw TlsError.KEY_UNSUPPORTED
                    .because("%s: the private key is encrypted in a way that is not supported", name)
                    .withWorkaround(CONVERT);
        }
    }

    /** By hand: Java's own key of the scheme takes passphrases of ASCII only. */
    private byte[] decrypt(Secret passphrase) throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        Matcher scheme = PBES2.matcher(String.valueOf(info.getAlgParameters()));
        if (!scheme.matches()) {
            throw new NoSuchAlgorithmException(info.getAlgName());
        }
        PBEParameterSpec parameters = info.getAlgParameters().getParameterSpec(PBEParameterSpec.class);
        PBEKeySpec password = new PBEKeySpec(
                passphrase.reveal().toCharArray(),
                parameters.getSalt(),
                parameters.getIterationCount(),
                Integer.parseInt(scheme.group("bits")));
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2With" + scheme.group("hash"));
            SecretKeySpec key =
                    new SecretKeySpec(factory.generateSecret(password).getEncoded(), "AES");
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, parameters.getParameterSpec());
            return cipher.doFinal(info.getEncryptedData());
        } finally {
            password.clearPassword();
        }
    }
}
