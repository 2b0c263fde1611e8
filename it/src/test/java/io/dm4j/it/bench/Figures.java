package io.dm4j.it.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table at the end. */
final class Figures {
    private static final String HEAD = "| %-12s | %9s | %5s | %10s | %12s | %13s | %-15s | %10s | %13s | %5s |%n"
            .formatted(
                    "what",
                    "rows",
                    "MB",
                    "rows/s",
                    "own CPU-s/1M",
                    "all CPU-s/1M",
                    "next to",
                    "rows/s",
                    "all CPU-s/1M",
                    "ratio");

    private final StringBuilder text = new StringBuilder(HEAD).append("|---|---|---|---|---|---|---|---|---|---|\n");

    /** The ratio is that of the speeds, above 1 if dm4j is faster: the median of the pairs that ran one after the other. */
    void add(String what, long rows, long bytes, String peerName, List<Cost> ours, List<Cost> peers) {
        Cost own = Cost.median(ours);
        Cost peer = Cost.median(peers);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(peers.get(i).seconds() / ours.get(i).seconds());
        }
        ratios.sort(null);
        text.append(String.format(
                Locale.ROOT,
                "| %-12s | %,9d | %5.0f | %,10.0f | %12.1f | %13.1f | %-15s | %,10.0f | %13.1f | %5.2f |%n",
                what,
                rows,
                bytes / 1e6,
                rows / own.seconds(),
                own.own() * 1e6 / rows,
                own.cpuSeconds() * 1e6 / rows,
                peerName,
                rows / peer.seconds(),
                peer.cpuSeconds() * 1e6 / rows,
                ratios.get((ratios.size() - 1) / 2)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
