package io.dm4j.it.bench;

import io.dm4j.it.cluster.BinlogPlace;

/**
 * Changes of one table that lie in the source's binlog.
 *
 * @param definition of the table's columns; it is empty where the piece begins
 */
record BinlogPiece(
        String schema, String table, String definition, BinlogPlace from, BinlogPlace to, long rows, long bytes) {

    /** Brings the target to where the piece begins. */
    void reset(Arena arena) {
        arena.emptyTarget(schema);
        arena.target()
                .execute(
                        "CREATE DATABASE " + schema + Tables.COLLATION,
                        "CREATE TABLE " + schema + "." + table + " (" + definition + ")");
    }
}
