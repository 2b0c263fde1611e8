package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading the files for each connection adds to it. Printed; the bound is that of a loaded machine. */
@Tag("long")
class LookCostTest {
    private static final int LOOKS = 20_000;

    @TempDir
    Path directory;

    @Test
    void lookingAtUnchangedFilesTakesLessThanATenthOfAMillisecond() {
        TestCa ca = TestCa.named("house");
        TlsStore store =
                TlsStore.open(TestFiles.of(directory, "s", ca, ca.issue("dm")).config("dm"), TlsRole.SERVER);
        long[] nanos = new long[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            long begun = System.nanoTime();
            store.current();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos, LOOKS / 2, LOOKS);

        long median = nanos[LOOKS / 2 + LOOKS / 4];
        System.out.printf("a look at three unchanged files: median %.1f us%n", median / 1000.0);
        assertThat(median).isLessThan(100_000);
    }

    @Test
    void takingANewPairTakesAFewMilliseconds() {
        TestCa ca = TestCa.named("house");
        TestFiles files = TestFiles.of(directory, "s", ca, ca.issue("dm"));
        TlsStore store = TlsStore.open(files.config(), TlsRole.SERVER);
        long[] nanos = new long[200];
        for (int i = 0; i < nanos.length; i++) {
            files.write(ca.pem(), ca.issue("dm" + i));
            long begun = System.nanoTime();
            store.current();
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);

        System.out.printf("a new generation: median %.2f ms%n", nanos[nanos.length / 2] / 1e6);
        assertThat(store.last().number()).isEqualTo(1 + nanos.length);
        assertThat(nanos[nanos.length / 2]).isLessThan(100_000_000);
    }
}
