package io.dm4j.store.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.dm4j.store.Entry;
import io.dm4j.store.Keyspace;
import io.dm4j.store.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are on users' disks: image-1.bin was written by version 1 and stays readable. */
class ImageFileTest {

    private static final Keyspace.Image IMAGE = new Keyspace.Image(
            12,
            3,
            Map.of(2L, Duration.ofSeconds(60), 3L, Duration.ofMinutes(30)),
            List.of(
                    new Entry("/source/mysql-01", "server-id: 1\nname: \"Grüße\"", 4, 9, 0),
                    new Entry("/worker/a/w1", "{}", 12, 12, 3)));

    @TempDir
    Path directory;

    @Test
    void readsTheImageOfVersionOne() throws Exception {
        Path file = Files.write(directory.resolve("snapshot.1_2"), golden());

        assertThat(ImageFile.read(file)).isEqualTo(IMAGE);
    }

    @Test
    void writesTheBytesOfVersionOne() throws Exception {
        assertThat(ImageFile.bytes(IMAGE)).isEqualTo(golden());
    }

    @Test
    void leavesOnlyTheWholeFileBehind() throws Exception {
        Path file = directory.resolve("snapshot.1_2");

        ImageFile.write(file, IMAGE);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(ImageFile.read(file)).isEqualTo(IMAGE);
    }

    @Test
    void refusesAVersionItDoesNotKnowAndNamesTheFile() throws Exception {
        byte[] bytes = golden();
        bytes[8] = 2;

        assertRefused(bytes, StoreError.FORMAT_UNKNOWN);
    }

    @Test
    void refusesEveryCutAndEveryFlippedByte() throws Exception {
        byte[] golden = golden();

        for (int at = 0; at < golden.length; at++) {
            byte[] flipped = golden.clone();
            flipped[at] ^= 0x10;
            assertRefused(flipped, at == 8 ? StoreError.FORMAT_UNKNOWN : StoreError.DATA_DAMAGED);
            assertRefused(Arrays.copyOf(golden, at), StoreError.DATA_DAMAGED);
        }
    }

    private void assertRefused(byte[] bytes, StoreError code) throws IOException {
        Path file = Files.write(directory.resolve("snapshot.1_2"), bytes);
        assertThatThrownBy(() -> ImageFile.read(file)).isInstanceOfSatisfying(DmException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.what()).contains(file.toString());
        });
    }

    private static byte[] golden() throws IOException {
        try (var in = ImageFileTest.class.getResourceAsStream("image-1.bin")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
