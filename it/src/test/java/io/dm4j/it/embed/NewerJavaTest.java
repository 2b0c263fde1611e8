package io.dm4j.it.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code config/TLS.md} on the newest Java of this machine: {@code -Ddm4j.newer.java=} names another one's home. */
class NewerJavaTest {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Duration BOUND = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    @Test
    void filesAreFollowedOnANewerJavaToo() {
        Optional<Path> newer = newer();
        if (newer.isEmpty()) {
            System.out.println("*** skipped: TLS on a newer Java than "
                    + Runtime.version().feature() + ": there is none; -Ddm4j.newer.java=HOME names one");
        }
        assumeTrue(newer.isPresent(), "no newer Java here");
        List<String> command = List.of(
                newer.orElseThrow().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                NewerJavaMain.class.getName(),
                directory.toString());

        try (ChildProcess child =
                ChildProcess.start("newer-java", command, Map.of(), directory.resolve("newer-java.txt"))) {
            assertThat(child.endsWithin(BOUND)).as(child.tail(40)).isTrue();
            assertThat(child.output()).contains("passed on Java " + version(newer.orElseThrow()));
        }
    }

    private static Optional<Path> newer() {
        String named = System.getProperty("dm4j.newer.java", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> version(home) > Runtime.version().feature())
                    .max(Comparator.comparing(NewerJavaTest::version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the file that each JDK has in its home; 0 without. */
    private static int version(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(home.resolve("release"))) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
