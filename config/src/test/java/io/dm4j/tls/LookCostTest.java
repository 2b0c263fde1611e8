package io.dm4j.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
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

    @LongPart("look-cost")
    @Test
    void lookingAtUnchangedFilesTakesLessThanATenthOfAMillisecond(Part part) {
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
        part.say("looks", LOOKS);
        part.say("median us", median / 1000);
        assertThat(median).isLessThan(100_000);
    }

    @LongPart("new-pair-cost")
    @Test
    void takingANewPairTakesAFewMilliseconds(Part part) {
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

        part.say("pairs", nanos.length);
        part.say("median us", nanos[nanos.length / 2] / 1000);
        assertThat(store.last().number()).isEqualTo(1 + nanos.length);
        assertThat(nanos[nanos.length / 2]).isLessThan(100_000_000);
    }
}
