package io.dm4j.load;

import io.dm4j.row.TableId;
import io.dm4j.unit.UnitStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts what was copied. Confined to the unit's context. */
final class LoadMeter {
    private static final long SAMPLE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int SAMPLES = 6;

    /** An empty page of a small table would make its rows look heavier than they are. */
    private static final long GUESSED_ROW_BYTES = 128;

    private final Map<TableId, Share> shares = new HashMap<>();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private int tablesDone;
    private long rows;
    private long bytes;
    private String snapshot = "";
    private String gtids = "";
    private Duration lockHeld = Duration.ZERO;

    /** What one table has and is expected to have. */
    private static final class Share {
        private long rows;
        private long bytes;
        private long rowsExpected;
        private long bytesExpected;
    }

    private record Sample(long nanos, long rows, long bytes) {}

    void snapshot(Snapshot taken) {
        snapshot = taken.at().end().toString();
        gtids = taken.at().gtids();
        lockHeld = taken.lockHeld();
    }

    void expect(UpstreamTable table) {
        Share share = share(table.id());
        share.rowsExpected = table.rows();
        share.bytesExpected = table.bytes();
    }

    /** A plan knows better than statistics that are out of date. */
    void expectRows(TableId table, long atLeast) {
        Share share = share(table);
        if (share.rowsExpected < atLeast) {
            long weight = share.rowsExpected == 0 ? 0 : share.bytesExpected / share.rowsExpected;
            share.rowsExpected = atLeast;
            share.bytesExpected = Math.max(share.bytesExpected, Math.min(weight, GUESSED_ROW_BYTES) * atLeast);
        }
    }

    void copied(TableId table, long moreRows, long moreBytes) {
        Share share = share(table);
        share.rows += moreRows;
        share.bytes += moreBytes;
        rows += moreRows;
        bytes += moreBytes;
        sample();
    }

    /** Rows that were counted but whose transaction did not commit. */
    void undone(TableId table, long lessRows, long lessBytes) {
        copied(table, -lessRows, -lessBytes);
    }

    void done(TableId table) {
        Share share = share(table);
        share.rowsExpected = share.rows;
        share.bytesExpected = share.bytes;
        tablesDone++;
    }

    private Share share(TableId table) {
        return shares.computeIfAbsent(table, id -> new Share());
    }

    private void sample() {
        long now = System.nanoTime();
        if (samples.isEmpty() || now - samples.getLast().nanos() >= SAMPLE_NANOS) {
            samples.addLast(new Sample(now, rows, bytes));
            if (samples.size() > SAMPLES) {
                samples.removeFirst();
            }
        }
    }

    UnitStatus.Load status() {
        long rowsExpected = 0;
        long bytesExpected = 0;
        for (Share share : shares.values()) {
            rowsExpected += Math.max(share.rows, share.rowsExpected);
            bytesExpected += Math.max(share.bytes, share.bytesExpected);
        }
        Sample first = samples.isEmpty() ? new Sample(System.nanoTime(), rows, bytes) : samples.getFirst();
        double seconds = Math.max(1.0, (System.nanoTime() - first.nanos()) / 1e9);
        return new UnitStatus.Load(
                shares.size(),
                tablesDone,
                rows,
                rowsExpected,
                bytes,
                bytesExpected,
                Math.max(0, (long) ((bytes - first.bytes()) / seconds)),
                Math.max(0, (long) ((rows - first.rows()) / seconds)),
                snapshot,
                gtids,
                lockHeld);
    }
}
