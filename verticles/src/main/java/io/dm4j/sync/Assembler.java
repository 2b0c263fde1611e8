package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Makes transactions of events, and parts of those that are too large to be held. Pure. */
final class Assembler {
    private final BiPredicate<BinlogEvent.Rows, BinlogPosition> takes;
    private final long largeBytes;
    private final long partBytes;
    private final List<BinlogEvent.Rows> changes = new ArrayList<>();
    private long bytes;
    private boolean large;
    private BinlogPosition lastEnd;

    /**
     * An assembler at the stream's start.
     *
     * @param takes whether changes are to be followed, whose transaction is behind a position
     * @param largeBytes of row events, from which on a transaction goes in parts
     * @param partBytes of each part
     */
    Assembler(Position start, BiPredicate<BinlogEvent.Rows, BinlogPosition> takes, long largeBytes, long partBytes) {
        this.lastEnd = start.binlog();
        this.takes = takes;
        this.largeBytes = largeBytes;
        this.partBytes = partBytes;
    }

    /** The work that this event completes; fails as {@code takes} does, and is of no more use then. */
    Optional<Work> add(BinlogEvent event) {
        if (event instanceof BinlogEvent.Rows rows) {
            return rows(rows);
        }
        if (event instanceof BinlogEvent.Commit commit) {
            return Optional.of(commit(commit));
        }
        if (event instanceof BinlogEvent.Ddl ddl) {
            lastEnd = ddl.end().binlog();
            return Optional.of(new Work.Statement(ddl));
        }
        if (event instanceof BinlogEvent.Heartbeat heartbeat) {
            lastEnd = heartbeat.at().binlog();
            return Optional.of(new Work.Seen(heartbeat.at()));
        }
        return Optional.empty();
    }

    private Optional<Work> rows(BinlogEvent.Rows rows) {
        if (!takes.test(rows, lastEnd)) {
            return Optional.empty();
        }
        changes.add(rows);
        bytes += rows.bytes();
        if (bytes < (large ? partBytes : largeBytes)) {
            return Optional.empty();
        }
        large = true;
        return Optional.of(part());
    }

    private Work.Part part() {
        Work.Part part = new Work.Part(new BinlogPosition(lastEnd.file(), lastEnd.offset() + 1), changes, bytes);
        clear();
        return part;
    }

    private Work commit(BinlogEvent.Commit commit) {
        if (large) {
            Work last = new Work.LastPart(commit.end(), commit.timestampMillis(), part());
            end(commit);
            return last;
        }
        Work whole = new Work.Transaction(commit.end(), commit.timestampMillis(), changes, bytes);
        clear();
        end(commit);
        return whole;
    }

    private void end(BinlogEvent.Commit commit) {
        large = false;
        lastEnd = commit.end().binlog();
    }

    private void clear() {
        changes.clear();
        bytes = 0;
    }
}
