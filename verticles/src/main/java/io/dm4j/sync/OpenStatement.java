package io.dm4j.sync;

import io.dm4j.position.BinlogPosition;
import io.dm4j.row.TableSchema;

/** A statement on several rows that may still grow; it has its place in the list from its first row on. */
final class OpenStatement {
    /** Bytes of SQL after which no more is taken. */
    private static final int FULL_BYTES = 512 * 1024;

    private final Form form;
    private final Track track;
    private final int place;
    private final StringBuilder sql;
    private int rows;
    private BinlogPosition end;

    /** @param place in the list of statements, from 0 */
    OpenStatement(Form form, Track track, int place) {
        this.form = form;
        this.track = track;
        this.place = place;
        this.sql = new StringBuilder(form.head(track.target()));
    }

    int place() {
        return place;
    }

    boolean isFull() {
        return rows >= form.mostRows() || sql.length() >= FULL_BYTES;
    }

    /** Takes one row's image: all of it, or the key in it, by the form. */
    void add(Object[] image, BinlogPosition position) {
        TableSchema target = track.target();
        sql.append(rows == 0 ? "" : form.between(target));
        form.append(sql, target, image);
        rows++;
        end = position;
    }

    RowStatement statement() {
        sql.append(form.tail(track.target()));
        return new RowStatement(sql.toString(), form.expected(rows), rows, track, form.verb(), end);
    }
}
