package io.dm4j.config;

import java.time.Duration;
import java.util.Optional;

/** Reads an entry of {@code syncers}. */
final class SyncBlock {
    static final int MOST_WORKERS = 1_024;

    private SyncBlock() {}

    static SyncTuning read(Section section) {
        SyncTuning fallback = SyncTuning.DEFAULT;
        section.noMeaning("rows are merged into statements as it is safe to", "compact", "multiple-rows");
        section.noMeaning("what is on its way is bounded by bytes", "queue-size");
        section.noMeaning(
                "DM gave it up",
                "meta-file",
                "max-retry",
                "auto-fix-gtid",
                "enable-gtid",
                "disable-detect",
                "enable-ansi-quotes");
        boolean safeMode = section.flag("safe-mode", fallback.safeMode());
        checkSafeModeDuration(section, safeMode);
        SyncTuning tuning = new SyncTuning(
                section.number("worker-count", fallback.workerCount(), 1, MOST_WORKERS),
                section.number("batch", fallback.batch(), 1, 100_000),
                safeMode,
                Duration.ofSeconds(section.number(
                        "checkpoint-flush-interval",
                        (int) fallback.checkpointFlushInterval().toSeconds(),
                        1,
                        86_400)));
        section.finish();
        return tuning;
    }

    private static void checkSafeModeDuration(Section section, boolean safeMode) {
        String text = section.text("safe-mode-duration");
        if (text.isEmpty()) {
            return;
        }
        Optional<Duration> duration = GoDuration.parse(text);
        if (duration.isEmpty()) {
            section.problem(
                    ConfigError.SAFE_MODE_DURATION_WRONG, "safe-mode-duration", "expected a duration such as 60s");
        } else if (duration.get().isZero() && safeMode) {
            section.problem(ConfigError.SAFE_MODE_CONTRADICTION, "safe-mode-duration", "is 0 while safe-mode is true");
        } else {
            section.noMeaning("the position is committed with the rows, a start repeats nothing", "safe-mode-duration");
        }
    }
}
