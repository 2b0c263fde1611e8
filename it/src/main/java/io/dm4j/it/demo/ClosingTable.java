package io.dm4j.it.demo;

import io.dm4j.it.sample.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * The last thing on the screen.
 *
 * @param outcomes what the comparison said of each table
 * @param copied what the full copy brought of each table; tables are copied side by side
 */
record ClosingTable(List<Comparison.Outcome> outcomes, List<CopiedTable> copied) {
    private static final String RULE = "-".repeat(68);

    ClosingTable {
        outcomes = List.copyOf(outcomes);
        copied = List.copyOf(copied);
    }

    boolean allEqual() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(Comparison.Outcome::equal);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%-14s %12s  %-10s %12s %12s%n", "table", "rows now", "checksum", "copied after", "rows/s"));
        text.append(RULE).append('\n');
        outcomes.forEach(outcome -> text.append(line(outcome)));
        text.append(RULE).append('\n');
        long rows = outcomes.stream().mapToLong(Comparison.Outcome::rows).sum();
        long rowsCopied = copied.stream().mapToLong(CopiedTable::rows).sum();
        double seconds = copied.stream().mapToDouble(CopiedTable::seconds).max().orElse(0);
        text.append(line("all", rows, allEqual(), speed(rowsCopied, seconds)));
        return text.toString();
    }

    private String line(Comparison.Outcome outcome) {
        Optional<CopiedTable> copy = copied.stream()
                .filter(table -> table.name().equals(outcome.table()))
                .findFirst();
        String speed = copy.map(table -> speed(table.rows(), table.seconds())).orElse("");
        return line(outcome.table(), outcome.rows(), outcome.equal(), speed)
                + outcome.difference()
                        .map(difference -> "    " + difference + "\n")
                        .orElse("");
    }

    private static String line(String name, long rows, boolean equal, String speed) {
        return String.format("%-14s %,12d  %-10s %s%n", name, rows, equal ? "equal" : "DIFFERENT", speed);
    }

    private static String speed(long rows, double seconds) {
        return String.format("%10.1f s %,12.0f", seconds, rows / Math.max(seconds, 0.001));
    }
}
