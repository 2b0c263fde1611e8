package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What dmctl is told beside its command line. */
class TerminalTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void takesASecretFromALineThatIsPipedInAndPrintsNothing() {
        Terminal piped = piped("hunter2\nnext\n");

        assertThat(piped.secret("Password: ")).contains("hunter2");
        assertThat(piped.secret("Password: ")).contains("next");
        assertThat(out.size()).isZero();
    }

    @Test
    void hasNoSecretWhereNothingIsPipedIn() {
        assertThat(piped("").secret("Password: ")).isEmpty();
    }

    private Terminal piped(String text) {
        PrintStream stream = new PrintStream(out, true);
        return new Terminal(new BufferedReader(new StringReader(text)), false, stream, stream, false, 0, Map.of());
    }
}
