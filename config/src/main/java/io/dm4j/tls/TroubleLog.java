package io.dm4j.tls;

import io.dm4j.error.DmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Remembers what is wrong and tells an operator once per cause. Two renames are never one moment: what heals within the
 * patience was no trouble.
 */
final class TroubleLog {
    private static final Logger LOG = LogManager.getLogger(TroubleLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Set<String> told = new HashSet<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private TlsTrouble trouble;

    synchronized void note(Instant now, DmException cause) {
        if (trouble == null || !trouble.cause().what().equals(cause.what())) {
            failures.merge(cause.code().toString().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        Instant since = trouble == null ? now : trouble.since();
        trouble = new TlsTrouble(since, cause);
        if (isLasting(now) && told.add(cause.what())) {
            LOG.warn("TLS files are not in order since {}, the last good set goes on: {}", since, cause.getMessage());
        }
    }

    synchronized void clear(TlsGeneration nowServing) {
        if (trouble != null && !told.isEmpty()) {
            LOG.info("TLS files are good again: {}", nowServing.describe());
        }
        trouble = null;
        told.clear();
    }

    synchronized Optional<TlsTrouble> lasting(Instant now) {
        return isLasting(now) ? Optional.of(trouble) : Optional.empty();
    }

    synchronized Optional<DmException> latest() {
        return Optional.ofNullable(trouble).map(TlsTrouble::cause);
    }

    /** How often something else was wrong than just before, by reason. */
    synchronized Map<String, Long> failures() {
        return Map.copyOf(failures);
    }

    private boolean isLasting(Instant now) {
        return trouble != null && !now.isBefore(trouble.since().plus(PATIENCE));
    }
}
