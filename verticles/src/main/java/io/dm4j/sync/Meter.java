package io.dm4j.sync;

import java.util.HashMap;
import java.util.Map;

/** Counts what the unit did since its start. Confined to the unit's context. */
final class Meter {
    private static final double WEIGHT_OF_NOW = 0.4;

    private final Map<String, Long> missing = new HashMap<>();
    private long events;
    private long transactions;
    private long rows;
    private long bytes;
    private long skippedStatements;
    private long rowsAtTick;
    private double rowsPerSecond;

    void read(int count) {
        events += count;
    }

    void applied(long moreTransactions, long moreRows, long moreBytes) {
        transactions += moreTransactions;
        rows += moreRows;
        bytes += moreBytes;
    }

    void missed(String table, long count) {
        missing.merge(table, count, Long::sum);
    }

    void skippedStatement() {
        skippedStatements++;
    }

    /** To be called every second. */
    void tick() {
        double now = rows - rowsAtTick;
        rowsAtTick = rows;
        rowsPerSecond += (now - rowsPerSecond) * WEIGHT_OF_NOW;
    }

    long events() {
        return events;
    }

    long transactions() {
        return transactions;
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    long skippedStatements() {
        return skippedStatements;
    }

    long rowsPerSecond() {
        return Math.round(rowsPerSecond);
    }

    Map<String, Long> missing() {
        return Map.copyOf(missing);
    }
}
