package io.dm4j.progress;

import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * A range of a table's key, {@code (lower, upper]}. Bounds are SQL literals of the key's leading columns, empty = open.
 *
 * @param attempts how often it was copied to the end: 1 for a chunk that is done, never more
 */
public record LoadChunk(
        int seq, List<String> lower, List<String> upper, boolean done, long rows, long bytes, int attempts) {
    public LoadChunk {
        lower = List.copyOf(lower);
        upper = List.copyOf(upper);
    }

    /** A chunk to be copied. */
    public static LoadChunk open(int seq, List<String> lower, List<String> upper) {
        return new LoadChunk(seq, lower, upper, false, 0, 0, 0);
    }

    static String text(List<String> bound) {
        return bound.isEmpty() ? null : new JsonArray(bound).encode();
    }

    static List<String> bound(String text) {
        return text == null
                ? List.of()
                : new JsonArray(text).stream().map(String.class::cast).toList();
    }
}
