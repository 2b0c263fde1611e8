package io.dm4j.sync;

import io.dm4j.position.BinlogPosition;

/**
 * A statement on rows of one table.
 *
 * @param expected rows that it must insert, change or delete; {@link #ANY} if that does not matter
 * @param rows upstream rows in it
 * @param verb INSERT, UPDATE, DELETE, for messages
 * @param position end of the last upstream transaction in it
 */
record RowStatement(String sql, int expected, int rows, Track track, String verb, BinlogPosition position) {
    static final int ANY = -1;

    boolean isMiss(int affected) {
        return expected != ANY && affected != expected;
    }

    /** Which rows, without their values. */
    String what() {
        return "%s of %d row(s) of %s by %s, transaction ending at %s"
                .formatted(verb, rows, track.id(), track.keyWords(), position);
    }
}
