package io.dm4j.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class PartRunTest {
    @TempDir
    Path directory;

    @Test
    void isGreenOnlyWhenAllRunsPassed() throws Exception {
        PartResult result = new PartResult(directory.resolve("new").resolve("kills.txt"));
        assertThat(result.isGreen()).isFalse();

        result.write(false, List.of("failed in 2.0 s: [1]: kills 10, seed 7"));
        assertThat(result.isGreen()).isFalse();

        result.write(true, List.of("passed in 2.0 s: [1]: kills 10, seed 7"));
        assertThat(result.isGreen()).isTrue();
        assertThat(Files.readAllLines(result.file())).contains("passed in 2.0 s: [1]: kills 10, seed 7");
    }

    @Test
    void tellsWhatARunDid() {
        Part part = new Part("a pair");
        int tries = part.count("tries", 1, 2);
        part.say("seed", 7);

        assertThat(part.line("failed"))
                .matches("failed in \\d+\\.\\d s: a pair: asked for tries " + tries + ", seed 7");
    }

    @Test
    void aRunWhoseAssumptionDoesNotHoldIsNotOneThatFailed() {
        assertThat(PartRun.outcome(Optional.empty())).isEqualTo("passed");
        assertThat(PartRun.outcome(Optional.of(new TestAbortedException()))).isEqualTo("skipped");
        assertThat(PartRun.outcome(Optional.of(new AssertionError()))).isEqualTo("failed");
    }

    @LongPart("self-test")
    @Test
    void handsItselfToTheTest(Part part) {
        assertThat(part.count("tries", 1, 2)).isEqualTo(Size.asked().of(1, 2));
    }
}
