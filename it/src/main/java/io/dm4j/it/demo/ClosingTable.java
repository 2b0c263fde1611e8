package io.dm4j.it.demo;

import io.dm4j.it.sample.Comparison;
import java.util.List;

/** The last thing on the screen. */
record ClosingTable(List<Comparison.Outcome> outcomes, double copySeconds, long copiedRows) {
    private static final String RULE = "-".repeat(66);

    ClosingTable {
        outcomes = List.copyOf(outcomes);
    }

    boolean allEqual() {
        return outcomes.stream().allMatch(Comparison.Outcome::equal);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%-16s %12s  %-14s %10s %8s%n", "table", "rows", "checksum", "copied in", "rows/s"));
        text.append(RULE).append('\n');
        outcomes.forEach(outcome -> text.append(line(outcome)));
        text.append(RULE).append('\n');
        text.append(String.format(
                "%-16s %,12d  %-14s %8.1f s %,8.0f%n",
                "all",
                outcomes.stream().mapToLong(Comparison.Outcome::rows).sum(),
                allEqual() ? "equal" : "DIFFERENT",
                copySeconds,
                copiedRows / copySeconds));
        return text.toString();
    }

    private static String line(Comparison.Outcome outcome) {
        return String.format(
                        "%-16s %,12d  %-14s%n",
                        outcome.table(), outcome.rows(), outcome.equal() ? "equal" : "DIFFERENT")
                + outcome.difference()
                        .map(difference -> "    " + difference + "\n")
                        .orElse("");
    }
}
