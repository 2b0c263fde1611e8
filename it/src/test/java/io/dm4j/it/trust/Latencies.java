package io.dm4j.it.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times, and how they are spread. */
final class Latencies {
    private final List<Long> nanos = new ArrayList<>();

    void add(long one) {
        nanos.add(one);
    }

    @Override
    public String toString() {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.isEmpty()
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d times, min %.1f ms, median %.1f ms, 95 %% within %.1f ms, max %.1f ms",
                        sorted.size(),
                        millis(sorted.get(0)),
                        millis(sorted.get(sorted.size() / 2)),
                        millis(sorted.get((int) (sorted.size() * 0.95))),
                        millis(sorted.get(sorted.size() - 1)));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
