package io.dm4j.binlog;

import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.List;

/** What the upstream did, in its order; the grammar is the package's. */
public sealed interface BinlogEvent {

    /** The upstream's clock, whole seconds; 0 for a {@link Heartbeat}, which carries none. */
    long timestampMillis();

    /** Size in the binlog; for what was compressed, the size after. */
    long bytes();

    /**
     * A transaction begins.
     *
     * @param gtid in the server's form; empty when the stream is not followed by GTID
     */
    record Begin(String gtid, long timestampMillis, long bytes) implements BinlogEvent {}

    /** Changed rows of one table. Not decoded yet, so that those of filtered tables cost nothing. */
    non-sealed interface Rows extends BinlogEvent {

        TableId table();

        Kind kind();

        /** Columns of the table as the upstream had it, generated and invisible ones included. */
        int columnCount();

        /** False if the session that changed the rows had {@code foreign_key_checks} off: then nothing cascaded. */
        boolean foreignKeyChecks();

        /**
         * The rows, in order, by the table's definition at this point of the stream. The change's table is this event's.
         *
         * @throws io.dm4j.error.DmException with a {@link BinlogError} that names table and position if the definition
         *     does not fit, a row image is partial, or a value cannot be told exactly
         */
        List<RowChange> decode(TableSchema schema);
    }

    /** What happened to the rows of a {@link Rows}. */
    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * The transaction is whole.
     *
     * @param end behind it; with GTIDs, its own included
     */
    record Commit(Position end, long timestampMillis, long bytes) implements BinlogEvent {}

    /**
     * A statement that commits by itself, as a rule DDL; also GRANT, FLUSH, DROP TEMPORARY TABLE and the like, whatever a
     * server writes as text that is neither a transaction's mark nor a change of rows.
     *
     * @param start where its own event begins, behind that of its GTID
     * @param end behind it
     * @param gtid as in {@link Begin}
     * @param schema the session's current one; empty if it had none
     * @param sql decoded by the session's character set
     */
    record Ddl(
            BinlogPosition start,
            Position end,
            String gtid,
            String schema,
            String sql,
            SessionVariables session,
            long timestampMillis,
            long bytes)
            implements BinlogEvent {}

    /**
     * Nothing happened for a while, or the rest of a file holds nothing. Comes only between transactions.
     *
     * @param at everything before it has been seen; safe to store as the position
     */
    record Heartbeat(Position at, long timestampMillis, long bytes) implements BinlogEvent {}
}
