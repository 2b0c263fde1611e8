package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import java.util.List;
import java.util.Optional;

/** A piece of the stream that waits to be applied, in the stream's order; rows of filtered tables are gone already. */
sealed interface Work {

    /** What it holds in memory. */
    default long bytes() {
        return 0;
    }

    /** When it happened, by the upstream's clock; 0 if it tells no time. */
    default long timestampMillis() {
        return 0;
    }

    /** Where the stream is behind it; empty for what ends inside of a transaction. */
    default Optional<BinlogPosition> reaches() {
        return Optional.empty();
    }

    /** True of a statement on definitions whose event begins there. */
    default boolean isStatementAt(BinlogPosition place) {
        return false;
    }

    /** A whole upstream transaction; no changes = none that concern us. */
    record Transaction(
            Position end, @Override long timestampMillis, List<BinlogEvent.Rows> changes, @Override long bytes)
            implements Work {
        public Transaction {
            changes = List.copyOf(changes);
        }

        @Override
        public Optional<BinlogPosition> reaches() {
            return Optional.of(end.binlog());
        }
    }

    /**
     * Rows of a transaction too large to wait for its end.
     *
     * @param within a place inside the transaction; windows begin and end between transactions, so it decides like the end
     */
    record Part(BinlogPosition within, List<BinlogEvent.Rows> changes, @Override long bytes) implements Work {
        public Part {
            changes = List.copyOf(changes);
        }
    }

    /** The end of a transaction that came in parts, with what was left of it. */
    record LastPart(Position end, @Override long timestampMillis, Part rest) implements Work {
        @Override
        public long bytes() {
            return rest.bytes();
        }

        @Override
        public Optional<BinlogPosition> reaches() {
            return Optional.of(end.binlog());
        }
    }

    /** A statement on definitions. */
    record Statement(BinlogEvent.Ddl ddl) implements Work {
        @Override
        public long bytes() {
            return ddl.bytes();
        }

        @Override
        public long timestampMillis() {
            return ddl.timestampMillis();
        }

        @Override
        public Optional<BinlogPosition> reaches() {
            return Optional.of(ddl.end().binlog());
        }

        @Override
        public boolean isStatementAt(BinlogPosition place) {
            return ddl.start().equals(place);
        }
    }

    /** Nothing for us up to here. */
    record Seen(Position at) implements Work {
        @Override
        public Optional<BinlogPosition> reaches() {
            return Optional.of(at.binlog());
        }
    }
}
