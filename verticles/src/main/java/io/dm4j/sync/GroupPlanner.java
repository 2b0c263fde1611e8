package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.RowChange;
import java.util.List;
import java.util.function.Supplier;

/** Makes one group of the transactions that wait, by rows and bytes. */
final class GroupPlanner {
    private final Tables tables;
    private final SafeMode safeMode;
    private final int maxRows;
    private final Supplier<Order> order;

    /** @param order makes the order of one target transaction */
    GroupPlanner(Tables tables, SafeMode safeMode, int maxRows, Supplier<Order> order) {
        this.tables = tables;
        this.safeMode = safeMode;
        this.maxRows = maxRows;
        this.order = order;
    }

    /**
     * A group of the first of these, at least one; their tables are known. One that cannot be read ends the group before
     * it, so that it fails alone.
     */
    Group group(List<Work.Transaction> waiting) {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, order.get());
        int count = 0;
        long bytes = 0;
        while (count < waiting.size() && (count == 0 || planner.rows() < maxRows)) {
            Work.Transaction transaction = waiting.get(count);
            if (!added(planner, transaction, count == 0)) {
                break;
            }
            bytes += transaction.bytes();
            count++;
        }
        List<Work.Transaction> taken = List.copyOf(waiting.subList(0, count));
        Work.Transaction last = taken.get(count - 1);
        return new Group(
                planner.finish(),
                () -> oneByOne(taken),
                last.end(),
                count,
                planner.rows(),
                bytes,
                last.timestampMillis());
    }

    private boolean added(RowPlanner planner, Work.Transaction transaction, boolean first) {
        try {
            decoded(transaction).forEach(row -> row.addTo(planner));
            return true;
        } catch (DmException e) {
            if (first) {
                throw e;
            }
            return false;
        }
    }

    /** Statements of a part of a large transaction, which cannot be repeated row by row. */
    List<RowStatement> part(Work.Part part) {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.CERTAIN, order.get());
        part.changes().forEach(rows -> decoded(rows, part.within()).forEach(row -> row.addTo(planner)));
        return planner.finish();
    }

    private List<RowStatement> oneByOne(List<Work.Transaction> transactions) {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.OFF, Order.asRead());
        transactions.forEach(transaction -> decoded(transaction).forEach(row -> row.addTo(planner)));
        return planner.finish();
    }

    private List<DecodedRow> decoded(Work.Transaction transaction) {
        return transaction.changes().stream()
                .flatMap(rows -> decoded(rows, transaction.end().binlog()).stream())
                .toList();
    }

    private List<DecodedRow> decoded(BinlogEvent.Rows rows, BinlogPosition end) {
        Track track = tables.track(rows.table());
        Window.Rule rule = track.rule(end, safeMode.covers(end));
        return rule == Window.Rule.SKIP
                ? List.of()
                : tables.decode(rows).stream()
                        .map(change -> new DecodedRow(change, track, rule, end))
                        .toList();
    }

    private record DecodedRow(RowChange change, Track track, Window.Rule rule, BinlogPosition end) {
        void addTo(RowPlanner planner) {
            planner.add(change, track, rule, end);
        }
    }
}
