package io.dm4j.tls;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * When the first certificate ends that a session of one TLS context hangs on. A session is not asked for a certificate
 * again when it resumes, so the context must not outlive that moment. Any thread.
 */
final class SessionEnd {
    private final AtomicReference<Instant> first = new AtomicReference<>(Instant.MAX);

    void note(Instant end) {
        first.accumulateAndGet(end, (a, b) -> a.isBefore(b) ? a : b);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(first.get());
    }
}
