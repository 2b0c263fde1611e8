package io.dm4j.binlog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Collations by the numbers that events carry. The list is that of MySQL 8.0 and MariaDB 11.4
 * ({@code information_schema.COLLATIONS}); numbers mean the same in both as far as both have them.
 */
public final class Collations {
    private static final Map<Integer, Collation> BY_NUMBER = load();

    /** A collation and the character set it belongs to, by the server's names. */
    public record Collation(String name, String charset) {}

    private Collations() {}

    /** The collation of that number; empty for 0 and what neither server had when this was written. */
    public static Optional<Collation> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    static String charsetOf(int number) {
        return of(number)
                .map(Collation::charset)
                .orElseThrow(() -> new Undecodable(BinlogError.UNKNOWN_CHARSET, "collation " + number + " is unknown"));
    }

    private static Map<Integer, Collation> load() {
        Map<Integer, Collation> collations = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Collations.class.getResourceAsStream("collations.txt"), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                collations.put(Integer.valueOf(words[0]), new Collation(words[1], words[2]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collations;
    }
}
