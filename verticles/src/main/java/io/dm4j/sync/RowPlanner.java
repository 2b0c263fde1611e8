package io.dm4j.sync;

import io.dm4j.mysql.RowStatements;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.Key;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Makes statements of row changes. Changes of one kind in one table become one statement as long as {@link Order} allows
 * it; all others keep their place. One object makes one list.
 */
final class RowPlanner {
    private final Merging merging;
    private final List<Supplier<RowStatement>> statements = new ArrayList<>();
    private final Map<Kind, OpenStatement> open = new HashMap<>();
    private final Order order;
    private long rows;

    /** Which changes may share a statement. */
    enum Merging {
        /** All that can; a count that is wrong does not say yet that a row is: repeated row by row, it may be right. */
        ALL,
        /** Those whose statement fails only if a row's own would. */
        CERTAIN,
        /** None, to find the one that fails. */
        OFF
    }

    /** Statements of these changes may become one. */
    private record Kind(Track track, Form form) {}

    RowPlanner(Merging merging, Order order) {
        this.merging = merging;
        this.order = order;
    }

    void add(RowChange change, Track track, Window.Rule rule, BinlogPosition end) {
        rows++;
        if (rule == Window.Rule.STRICT) {
            strict(change, track, end);
        } else if (rule == Window.Rule.IDEMPOTENT) {
            idempotent(change, track, end);
        }
    }

    long rows() {
        return rows;
    }

    List<RowStatement> finish() {
        return statements.stream().map(Supplier::get).toList();
    }

    private void strict(RowChange change, Track track, BinlogPosition end) {
        if (change instanceof RowChange.Insert insert) {
            Object[] after = track.image(insert.after());
            merge(Form.INSERT, track, after, track.uniqueValues(after), end);
        } else if (change instanceof RowChange.Update update) {
            update(track, track.image(update.before()), track.image(update.after()), end);
        } else if (change instanceof RowChange.Delete delete) {
            delete(track, track.image(delete.before()), end);
        }
    }

    private void update(Track track, Object[] before, Object[] after, BinlogPosition end) {
        List<UniqueValue> values = track.uniqueValues(before, after);
        if (merging == Merging.ALL
                && track.hasOneKeyOnly()
                && !changesUniqueValue(track.target(), before, after)
                && !Arrays.deepEquals(before, after)) {
            merge(Form.UPDATE, track, after, values, end);
        } else {
            single(RowStatements.update(track.target(), before, after), 1, track, values, "UPDATE", end);
        }
    }

    private void delete(Track track, Object[] before, BinlogPosition end) {
        List<UniqueValue> values = track.uniqueValues(before);
        if (track.target().rowKey().isPresent()) {
            merge(Form.DELETE, track, before, values, end);
        } else {
            single(RowStatements.delete(track.target(), before), 1, track, values, "DELETE", end);
        }
    }

    private void idempotent(RowChange change, Track track, BinlogPosition end) {
        if (change instanceof RowChange.Insert insert) {
            put(track, track.image(insert.after()), end);
        } else if (change instanceof RowChange.Update update) {
            Object[] before = track.image(update.before());
            Object[] after = track.image(update.after());
            if (changesUniqueValue(track.target(), before, after)) {
                remove(track, before, end);
            }
            put(track, after, end);
        } else if (change instanceof RowChange.Delete delete) {
            remove(track, track.image(delete.before()), end);
        }
    }

    private void remove(Track track, Object[] before, BinlogPosition end) {
        single(RowStatements.delete(track.target(), before), RowStatement.ANY, track, List.of(), "DELETE", end);
    }

    /** A row that collides on another unique key must go; columns that only the target has must stay. */
    private void put(Track track, Object[] after, BinlogPosition end) {
        if (!track.wider()) {
            merge(Form.REPLACE, track, after, List.of(), end);
            return;
        }
        for (String sql : WiderTarget.put(track.target(), after)) {
            single(sql, RowStatement.ANY, track, List.of(), "REPLACE", end);
        }
    }

    static boolean changesUniqueValue(TableSchema target, Object[] before, Object[] after) {
        for (Key key : target.uniqueKeys()) {
            for (String column : key.columns()) {
                int index = target.indexOf(column);
                if (!Objects.deepEquals(before[index], after[index])) {
                    return true;
                }
            }
        }
        return false;
    }

    private void single(
            String sql, int expected, Track track, List<UniqueValue> values, String verb, BinlogPosition end) {
        RowStatement statement = new RowStatement(sql, expected, 1, track, verb, end);
        order.stands(track.id(), values, statements.size());
        statements.add(() -> statement);
    }

    private void merge(Form form, Track track, Object[] image, List<UniqueValue> values, BinlogPosition end) {
        OpenStatement statement = fitting(form, track, order.last(track.id(), values));
        statement.add(image, end);
        order.stands(track.id(), values, statement.place());
    }

    private OpenStatement fitting(Form form, Track track, int last) {
        Kind kind = new Kind(track, form);
        OpenStatement latest = open.get(kind);
        if (merging != Merging.OFF && latest != null && latest.place() >= last && !latest.isFull()) {
            return latest;
        }
        OpenStatement next = new OpenStatement(form, track, statements.size());
        statements.add(next::statement);
        open.put(kind, next);
        return next;
    }
}
