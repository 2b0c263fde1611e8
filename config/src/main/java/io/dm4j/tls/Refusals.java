package io.dm4j.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Counts refusals by reason, and logs one line a minute for each reason and name. Any thread. */
final class Refusals {
    private static final Logger LOG = LogManager.getLogger(Refusals.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int NAMES_REMEMBERED = 256;

    private final InstantSource clock;
    private final Map<Standing, LongAdder> counts = new EnumMap<>(Standing.class);
    private final LongAdder handshakes = new LongAdder();
    private final Map<String, Instant> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > NAMES_REMEMBERED;
        }
    };

    Refusals(InstantSource clock) {
        this.clock = clock;
        Arrays.stream(Standing.values())
                .filter(standing -> standing != Standing.ADMITTED)
                .forEach(standing -> counts.put(standing, new LongAdder()));
    }

    void request(Verdict verdict, String from) {
        counts.get(verdict.standing()).increment();
        if (isNews(verdict.standing() + verdict.name())) {
            LOG.warn("refused a request from {}: {}", from, verdict.explanation());
        }
    }

    void connection(Verdict verdict, String from) {
        LOG.info("closing the connection from {}: {}", from, verdict.explanation());
    }

    void handshake(String reason) {
        handshakes.increment();
        if (isNews(reason)) {
            LOG.warn("refused a connection in its TLS handshake: {}", reason);
        }
    }

    private synchronized boolean isNews(String what) {
        Instant now = clock.instant();
        Instant last = told.get(what);
        if (last != null && now.isBefore(last.plus(QUIET))) {
            return false;
        }
        told.remove(what);
        told.put(what, now);
        return true;
    }

    /** By reason, in lower case with underscores; {@code handshake} for those that never came to a request. */
    Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        counts.forEach((standing, count) -> snapshot.put(standing.name().toLowerCase(Locale.ROOT), count.sum()));
        snapshot.put("handshake", handshakes.sum());
        return snapshot;
    }
}
