package io.dm4j.it.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What it took to move all rows once.
 *
 * @param seconds by the clock
 * @param own CPU seconds of whoever moved them
 * @param servers CPU seconds of both servers
 */
record Cost(double seconds, double own, double servers) {

    /** The one in the middle by the clock. */
    static Cost median(List<Cost> costs) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::seconds))
                .toList()
                .get((costs.size() - 1) / 2);
    }
}
