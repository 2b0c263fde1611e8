package io.dm4j.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** When each lease was last kept, by the monotonic clock of the process that leads; no other may end one. Safe from any thread. */
public final class LeaseClock {

    private final LongSupplier nanoTime;
    private final Map<Long, Long> keptAt = new HashMap<>();

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public LeaseClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Gives a lease its full time again; false = that time was over before. */
    public synchronized boolean keep(long lease, Duration ttl) {
        long now = nanoTime.getAsLong();
        if (isOver(lease, ttl, now)) {
            return false;
        }
        keptAt.put(lease, now);
        return true;
    }

    /** The leases whose time is over. One that was not known begins its time now; one that is not among them is forgotten. */
    public synchronized List<Long> over(Map<Long, Duration> leases) {
        long now = nanoTime.getAsLong();
        keptAt.keySet().retainAll(leases.keySet());
        leases.keySet().forEach(lease -> keptAt.putIfAbsent(lease, now));
        return leases.entrySet().stream()
                .filter(e -> isOver(e.getKey(), e.getValue(), now))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Every lease has its full time again: who begins to lead does not know when the others were kept. */
    public synchronized void restart() {
        keptAt.clear();
    }

    private boolean isOver(long lease, Duration ttl, long now) {
        Long since = keptAt.get(lease);
        return since != null && now - since >= ttl.toNanos();
    }
}
