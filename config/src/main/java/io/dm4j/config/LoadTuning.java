package io.dm4j.config;

/**
 * How the full copy works ({@code mydumpers.*} and {@code loaders.*} as far as they have a meaning without files).
 *
 * @param threads {@code mydumpers.threads}: snapshot connections upstream
 * @param chunkRows {@code mydumpers.rows}: rows aimed at per chunk
 * @param poolSize {@code loaders.pool-size}: copiers at once are at most this many and at most {@code threads}
 * @param onDuplicate {@code loaders.on-duplicate-logical}
 */
public record LoadTuning(int threads, long chunkRows, int poolSize, OnDuplicate onDuplicate) {
    public static final LoadTuning DEFAULT = new LoadTuning(4, 20_000, 16, OnDuplicate.REPLACE);

    /** What happens to rows that the target has already. */
    public enum OnDuplicate {
        REPLACE,
        ERROR,
        IGNORE
    }
}
