package io.dm4j.position;

/**
 * How a table's changes are applied after its copy: what ends at or before {@code from} is in the copy and is skipped,
 * what ends in {@code (from, until]} is applied idempotently, what comes later strictly.
 */
public record Window(BinlogPosition from, BinlogPosition until) {

    /** What to do with a change. */
    public enum Rule {
        SKIP,
        IDEMPOTENT,
        STRICT
    }

    public Rule of(BinlogPosition end) {
        if (end.compareTo(from) <= 0) {
            return Rule.SKIP;
        }
        return end.compareTo(until) <= 0 ? Rule.IDEMPOTENT : Rule.STRICT;
    }
}
