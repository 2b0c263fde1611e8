package io.dm4j.config;

import java.time.Duration;

/**
 * How replication works ({@code syncers.*}).
 *
 * @param workerCount {@code worker-count}: lanes
 * @param batch {@code batch}: rows aimed at per target transaction
 * @param safeMode {@code safe-mode}: apply idempotently for ever
 * @param checkpointFlushInterval how long an idle position may lag behind
 */
public record SyncTuning(int workerCount, int batch, boolean safeMode, Duration checkpointFlushInterval) {
    public static final SyncTuning DEFAULT = new SyncTuning(16, 100, false, Duration.ofSeconds(30));
}
