package io.dm4j.it.bench;

import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.cluster.Installation;

/**
 * Changes of one table that lie in the source's binlog. The table was empty, and was copied, where the piece begins.
 */
record BinlogPiece(String schema, String table, BinlogPlace from, BinlogPlace to, long rows, long bytes) {

    /** Brings the target to where the piece begins. */
    void reset(Arena arena) {
        String progress = Installation.META_SCHEMA + "." + Arena.TASK;
        arena.target()
                .execute(
                        "TRUNCATE TABLE " + schema + "." + table,
                        "DELETE FROM " + progress + "_sync_progress",
                        "DELETE FROM " + progress + "_table_schema");
    }
}
