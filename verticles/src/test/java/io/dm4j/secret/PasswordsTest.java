package io.dm4j.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords of files: as they are, as we encrypt them, as DM did. */
class PasswordsTest {
    private static final String KEY = "00112233445566778899aabbccddeeff".repeat(2);

    private final Passwords passwords =
            new Passwords(new SecretKey(HexFormat.of().parseHex(KEY)));

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "パス😀", "dm4j:1:x"})
    void whatWasEncryptedIsRead(String password) {
        String encrypted = passwords.encrypted(password);

        assertThat(encrypted).startsWith("dm4j:1:").isNotEqualTo(passwords.encrypted(password));
        assertThat(passwords.read(encrypted)).isEqualTo(password);
    }

    /** Made with {@code openssl enc -aes-256-cfb}, in the form that DM's dmctl gives. */
    @Test
    void whatDmHasEncryptedIsRead() {
        assertThat(passwords.read("AQIDBAUGBwgJCgsMDQ4PEEA14WiJCzSJqZWkBWIG")).isEqualTo("pass-日本-1");
    }

    /** The last is of DM's form, but is no text under this key. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "c2VjcmV0", "AQIDBAUGBwgJCgsMDQ4PEA==", "AAAAAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAA"})
    void whatIsNotEncryptedIsAPasswordAsItIs(String password) {
        assertThat(passwords.read(password)).isEqualTo(password);
    }

    @Test
    void oneOfOursUnderAnotherKeyIsNeverTakenForAPassword() {
        String foreign = new Passwords(SecretKey.random()).encrypted("secret");

        assertThatThrownBy(() -> passwords.read(foreign))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(SecretError.PASSWORD_UNREADABLE))
                .hasMessageNotContaining(foreign)
                .hasMessageContaining("dmctl encrypt");
    }

    @Test
    void whatLeavesTheClusterIsEncryptedOnce() {
        String sealed = passwords.sealed("secret");

        assertThat(passwords.read(sealed)).isEqualTo("secret");
        assertThat(passwords.sealed(sealed)).isEqualTo(sealed);
        assertThat(passwords.sealed("AQIDBAUGBwgJCgsMDQ4PEEA14WiJCzSJqZWkBWIG"))
                .isEqualTo("AQIDBAUGBwgJCgsMDQ4PEEA14WiJCzSJqZWkBWIG");
        assertThat(passwords.sealed("")).isEmpty();
    }
}
