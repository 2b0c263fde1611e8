package io.dm4j.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import org.junit.jupiter.api.Test;

/** A sealed value opens under its key and its name only. */
class SealingTest {
    private final Sealing sealing = new Sealing(SecretKey.random());

    @Test
    void opensWhatItSealed() {
        String closed = sealing.seal("/source/s1", "password: hunter2 😀");

        assertThat(closed).startsWith("sealed:1:" + sealing.keyId() + ":").doesNotContain("hunter2");
        assertThat(sealing.open("/source/s1", closed)).isEqualTo("password: hunter2 😀");
    }

    @Test
    void refusesAValueInAnothersPlace() {
        refuses("/source/s2", sealing.seal("/source/s1", "x"), SecretError.NOT_SEALED_BY_US);
    }

    @Test
    void refusesAChangedOne() {
        String closed = sealing.seal("/a", "some value");
        int at = closed.length() - 6;
        char other = closed.charAt(at) == 'A' ? 'B' : 'A';

        refuses("/a", closed.substring(0, at) + other + closed.substring(at + 1), SecretError.NOT_SEALED_BY_US);
        refuses("/a", closed.substring(0, 40), SecretError.NOT_SEALED_BY_US);
        refuses("/a", "sealed:1:" + sealing.keyId(), SecretError.NOT_SEALED_BY_US);
        refuses("/a", "plain", SecretError.NOT_SEALED_BY_US);
    }

    @Test
    void tellsThatTheKeyIsAnother() {
        refuses("/a", new Sealing(SecretKey.random()).seal("/a", "x"), SecretError.OTHER_KEY);
    }

    private void refuses(String about, String closed, SecretError why) {
        assertThatThrownBy(() -> sealing.open(about, closed))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(why))
                .hasMessageContaining(about);
    }
}
