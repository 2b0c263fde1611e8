package io.dm4j.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Counts refusals by name and reason, and logs one line a minute for each of them. Bounded; any thread. */
final class Refusals {
    /** The name under which all are counted that came after the first {@value #NAMES_REMEMBERED}. */
    static final String OTHERS = "(others)";

    private static final Logger LOG = LogManager.getLogger(Refusals.class);
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final int NAMES_REMEMBERED = 256;
    private static final String OTHER_HANDSHAKE = "handshake";
    private static final String PLAIN_TEXT = "plain_text";
    /** What the engines say where no certificate came; there is nothing but words to know it by. */
    private static final Pattern NO_CERTIFICATE =
            Pattern.compile("(?i)empty client certificate|did_not_return_a_certificate");

    private final InstantSource clock;
    private final Map<Kind, Long> counts = new LinkedHashMap<>();
    private final Map<Kind, Instant> told = new LinkedHashMap<>();

    private record Kind(String name, String reason) {}

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    void request(Verdict verdict, String from) {
        if (isNews(kind(verdict))) {
            LOG.warn("refused a request from {}: {}", from, verdict.explanation());
        }
    }

    void connection(Verdict verdict, String from) {
        LOG.info("closing the connection from {}: {}", from, verdict.explanation());
    }

    void handshake(Throwable failure) {
        Kind kind = PeerRefusedException.in(failure)
                .map(refused -> kind(refused.verdict()))
                .orElseGet(() -> new Kind("", reason(failure)));
        if (isNews(kind)) {
            String words =
                    PeerRefusedException.in(failure).map(Throwable::getMessage).orElseGet(() -> words(failure));
            LOG.warn("refused a connection in its TLS handshake ({}): {}", kind.reason(), words);
        }
    }

    /** Some failures have none: one who only looks whether the port is open is gone before it has said anything. */
    static String words(Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            return "the caller closed the connection before it was over";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static Kind kind(Verdict verdict) {
        return new Kind(verdict.name(), reason(verdict.standing()));
    }

    private static String reason(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private static String reason(Throwable failure) {
        for (Throwable t = failure; t != null && t != t.getCause(); t = t.getCause()) {
            if (t instanceof NotSslRecordException) {
                return PLAIN_TEXT;
            }
            if (NO_CERTIFICATE.matcher(String.valueOf(t.getMessage())).find()) {
                return reason(Standing.NO_CERTIFICATE);
            }
        }
        return OTHER_HANDSHAKE;
    }

    /** Counts, and says whether the like of it was not told within the last minute. */
    private synchronized boolean isNews(Kind seen) {
        boolean fits = counts.containsKey(seen) || counts.size() < NAMES_REMEMBERED;
        Kind kind = fits ? seen : new Kind(OTHERS, seen.reason());
        counts.merge(kind, 1L, Long::sum);
        Instant now = clock.instant();
        Instant last = told.get(kind);
        if (last != null && now.isBefore(last.plus(QUIET))) {
            return false;
        }
        told.put(kind, now);
        return true;
    }

    synchronized List<Callers.Refused> byName() {
        return counts.entrySet().stream()
                .map(e -> new Callers.Refused(e.getKey().name(), e.getKey().reason(), e.getValue()))
                .toList();
    }

    /** Every reason is there from the start, so that a gauge of it is. */
    synchronized Map<String, Long> byReason() {
        Map<String, Long> reasons = new LinkedHashMap<>();
        Arrays.stream(Standing.values())
                .filter(standing -> standing != Standing.ADMITTED)
                .forEach(standing -> reasons.put(reason(standing), 0L));
        reasons.put(PLAIN_TEXT, 0L);
        reasons.put(OTHER_HANDSHAKE, 0L);
        counts.forEach((kind, count) -> reasons.merge(kind.reason(), count, Long::sum));
        return reasons;
    }
}
