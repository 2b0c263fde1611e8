package io.dm4j.sync;

import io.dm4j.mysql.RowStatements;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.Key;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes statements of row changes, in their order. Consecutive inserts into one table become one statement, so that the
 * order between different rows and tables stays as it was. One object makes one list.
 */
final class RowPlanner {
    /** Bytes of SQL after which a merged insert is closed. */
    private static final int MERGED_BYTES = 512 * 1024;

    private static final int MERGED_ROWS = 1000;

    private final Merging merging;
    private final List<RowStatement> statements = new ArrayList<>();
    private OpenInsert open;
    private long rows;

    enum Merging {
        ON,
        /** One statement a row, to find the one that fails. */
        OFF
    }

    RowPlanner(Merging merging) {
        this.merging = merging;
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
        close();
        return List.copyOf(statements);
    }

    private void strict(RowChange change, Track track, BinlogPosition end) {
        if (change instanceof RowChange.Insert insert) {
            merge("INSERT INTO ", track, track.image(insert.after()), end);
        } else if (change instanceof RowChange.Update update) {
            Object[] before = track.image(update.before());
            single(RowStatements.update(track.target(), before, track.image(update.after())), 1, track, "UPDATE", end);
        } else if (change instanceof RowChange.Delete delete) {
            single(RowStatements.delete(track.target(), track.image(delete.before())), 1, track, "DELETE", end);
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
        single(RowStatements.delete(track.target(), before), RowStatement.ANY, track, "DELETE", end);
    }

    /** A row that collides on another unique key must go; columns that only the target has must stay. */
    private void put(Track track, Object[] after, BinlogPosition end) {
        if (!track.wider()) {
            merge("REPLACE INTO ", track, after, end);
            return;
        }
        for (String sql : WiderTarget.put(track.target(), after)) {
            single(sql, RowStatement.ANY, track, "REPLACE", end);
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

    private void single(String sql, int expected, Track track, String verb, BinlogPosition end) {
        close();
        statements.add(new RowStatement(sql, expected, 1, track, verb, end));
    }

    private void merge(String verb, Track track, Object[] row, BinlogPosition end) {
        if (open == null || !open.takes(verb, track)) {
            close();
            open = new OpenInsert(verb, track);
        }
        open.add(row, end);
        if (merging == Merging.OFF || open.isFull()) {
            close();
        }
    }

    private void close() {
        if (open != null) {
            statements.add(open.statement());
            open = null;
        }
    }

    /** A multi-row insert that may still grow. */
    private static final class OpenInsert {
        private final String verb;
        private final Track track;
        private final StringBuilder sql;
        private int rows;
        private BinlogPosition end;

        OpenInsert(String verb, Track track) {
            this.verb = verb;
            this.track = track;
            this.sql = new StringBuilder(RowStatements.head(verb, track.target()));
        }

        boolean takes(String otherVerb, Track otherTrack) {
            return verb.equals(otherVerb) && track == otherTrack;
        }

        void add(Object[] row, BinlogPosition position) {
            sql.append(rows == 0 ? "" : ",");
            RowStatements.append(sql, track.target(), row);
            rows++;
            end = position;
        }

        boolean isFull() {
            return rows >= MERGED_ROWS || sql.length() >= MERGED_BYTES;
        }

        RowStatement statement() {
            String word = verb.substring(0, verb.indexOf(' '));
            int expected = word.equals("INSERT") ? rows : RowStatement.ANY;
            return new RowStatement(sql.toString(), expected, rows, track, word, end);
        }
    }
}
