package io.dm4j.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The file that says how a part ended the last time. Its first line begins with {@code green} or {@code red}. */
record PartResult(Path file) {
    private static final String GREEN = "green";

    static PartResult of(String part) {
        return new PartResult(Path.of(System.getProperty("dm4j.long.results", "target/long"))
                .toAbsolutePath()
                .resolve(part + ".txt"));
    }

    boolean isGreen() {
        try {
            return Files.exists(file) && Files.readString(file).startsWith(GREEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(boolean green, List<String> runs) {
        String head = (green ? GREEN : "red") + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Stream.concat(Stream.of(head), runs.stream()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
