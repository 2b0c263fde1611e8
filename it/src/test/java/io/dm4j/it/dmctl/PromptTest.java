package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.process.Await;
import io.dm4j.it.process.Scripts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/dmctl} without a command on a pseudo-terminal, as util-linux' {@code script} makes one. */
@ExtendWith(LiveCluster.Shared.class)
class PromptTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final String UP = "\u001bOA";
    private static final String CTRL_C = "\u0003";

    private final LiveCluster cluster;
    private final StringBuffer screen = new StringBuffer();

    @TempDir
    private Path home;

    private Process terminal;

    PromptTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void close() {
        if (terminal != null) {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
        }
    }

    @Test
    void linesAreCompletedRememberedAndDropped() throws Exception {
        if (!Files.isExecutable(SCRIPT)) {
            System.err.println("SKIPPED: PromptTest needs " + SCRIPT + " of util-linux for a pseudo-terminal");
        }
        assumeTrue(Files.isExecutable(SCRIPT), "no script of util-linux");
        open();
        await("»");

        answered("list-me\t-w\r", cluster.workerAddress());
        answered("operate-source show live\t\r", "live-01");
        type("this is dropped");
        await("dropped");
        answered(CTRL_C, "»");
        answered("no-such-command\r", "48522");
        answered(UP + UP + "\r", "live-01");

        type("exit\r");
        assertThat(terminal.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(terminal.exitValue()).as(screen.toString()).isZero();
        Path history = home.resolve(".dmctl_history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(history))
                .contains("list-member -w", "operate-source show live-01", "no-such-command")
                .doesNotContain("this is dropped");
    }

    private void open() throws IOException {
        String dmctl = Scripts.here().directory().resolve("bin/dmctl").toString();
        String line = Stream.concat(Stream.of(dmctl), Stream.of(cluster.line("dmctl")))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" ", "stty cols 200 rows 50; exec ", ""));
        ProcessBuilder builder =
                new ProcessBuilder(List.of(SCRIPT.toString(), "-q", "-e", "-f", "-c", line, "/dev/null"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "TERM", "xterm", "NO_COLOR", "1"));
        terminal = builder.redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (InputStream out = terminal.getInputStream()) {
            byte[] part = new byte[4096];
            for (int n = out.read(part); n >= 0; n = out.read(part)) {
                screen.append(new String(part, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            screen.append("[the terminal is gone: ").append(e.getMessage()).append("]");
        }
    }

    private void type(String keys) throws IOException {
        terminal.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        terminal.getOutputStream().flush();
    }

    /** These keys bring that onto the screen, and the next prompt behind it. */
    private void answered(String keys, String answer) throws IOException {
        screen.setLength(0);
        type(keys);
        await(answer);
        await("»");
    }

    private void await(String text) {
        try {
            Await.until(BOUND, Duration.ofMillis(100), text, () -> screen.indexOf(text) >= 0);
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; the screen: " + screen, late);
        }
    }
}
