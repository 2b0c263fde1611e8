package io.dm4j.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file with the masters' key. */
class SecretKeyFileTest {
    private static final String DIGITS = "0123456789abcdefABCDEF0123456789".repeat(2);

    @TempDir
    Path directory;

    @Test
    void isReadAsDmReadsIt() throws Exception {
        SecretKey key = SecretKeyFile.read(Files.writeString(directory.resolve("key"), "\n " + DIGITS + " \n"));

        assertThat(key.hex()).isEqualTo(DIGITS.toLowerCase());
        assertThat(key.toString()).doesNotContain(DIGITS).isEqualTo("secret key " + key.id());
    }

    @Test
    void isMadeOnceForItsOwnersEyesOnly() throws Exception {
        Path file = directory.resolve("data").resolve("key");

        SecretKey made = SecretKeyFile.readOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SecretKeyFile.readOrCreate(file).id()).isEqualTo(made.id());
        assertThat(SecretKeyFile.readOrCreate(directory.resolve("other")).id()).isNotEqualTo(made.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0123", "xyz3456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void isRefusedByNameWithoutAWordOfWhatIsInIt(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("key"), text);

        assertThatThrownBy(() -> SecretKeyFile.readOrCreate(file))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(SecretError.KEY_UNUSABLE))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("64 hexadecimal digits")
                .hasMessageNotContaining("0123");
    }

    @Test
    void oneThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> SecretKeyFile.read(directory.resolve("none")))
                .hasMessageContaining("none cannot be read: no such file");
    }
}
