package io.dm4j.sync;

import io.dm4j.config.SyncTuning;
import java.time.Duration;

/**
 * How much is held and sent at once.
 *
 * @param groupRows rows aimed at per target transaction
 * @param groupBytes of row events per target transaction
 * @param largeBytes of row events, from which on a transaction is streamed alone
 * @param partBytes of row events sent at once of such a one
 * @param waitingBytes of row events, from which on nothing more is read
 * @param watermarkInterval how long the stored position may lag behind while nothing is written
 */
record Limits(
        int groupRows,
        long groupBytes,
        long largeBytes,
        long partBytes,
        long waitingBytes,
        Duration watermarkInterval) {
    private static final Duration LONGEST_LAG = Duration.ofSeconds(3);
    private static final int FEWEST_ROWS = 100;

    /** One lane takes what all lanes of {@code worker-count} would have in flight. */
    static Limits of(SyncTuning tuning) {
        long rows = (long) Math.max(1, tuning.batch()) * Math.max(1, tuning.workerCount());
        Duration wish = tuning.checkpointFlushInterval();
        return new Limits(
                (int) Math.max(FEWEST_ROWS, Math.min(rows, 10_000)),
                4 << 20,
                8 << 20,
                1 << 20,
                12 << 20,
                wish.compareTo(LONGEST_LAG) < 0 ? wish : LONGEST_LAG);
    }
}
