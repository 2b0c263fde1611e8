package io.dm4j.it.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What it took to move all rows once.
 *
 * @param seconds by the clock
 * @param own CPU seconds of whoever moved them
 * @param source CPU seconds of the server that was read
 * @param target CPU seconds of the server that was written
 */
record Cost(double seconds, double own, double source, double target) {

    double cpuSeconds() {
        return own + source + target;
    }

    /** The one in the middle by the clock. */
    static Cost median(List<Cost> costs) {
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::seconds))
                .toList()
                .get((costs.size() - 1) / 2);
    }
}
