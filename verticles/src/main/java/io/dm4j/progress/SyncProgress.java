package io.dm4j.progress;

import io.dm4j.config.Flavor;
import io.dm4j.mysql.Literals;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.GtidSet;
import io.dm4j.position.Position;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** How far replication of one source has come; the record travels in the transaction of the rows it speaks of. */
public final class SyncProgress {
    /** While one lane does all, its record is the watermark. */
    public static final int WATERMARK = 0;

    private final String table;
    private final String source;

    public SyncProgress(String metaSchema, String task, String source) {
        this.table = MetaTable.quoted(metaSchema, task, "sync_progress");
        this.source = source;
    }

    /** Everything up to here is on the target; locks the record until the transaction's end. */
    public Future<Optional<Position>> read(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT binlog_file, binlog_pos, gtid_set FROM " + table
                        + " WHERE source = ? AND lane = ? FOR UPDATE")
                .execute(Tuple.of(source, WATERMARK))
                .map(SyncProgress::position);
    }

    /** The statement that moves the watermark. */
    public String moveTo(Position position, long epoch) {
        return "REPLACE INTO " + table
                + " (source, lane, binlog_file, binlog_pos, gtid_set, epoch, updated) VALUES ("
                + Literals.of(source) + "," + WATERMARK + ","
                + Literals.of(position.binlog().file()) + ","
                + position.binlog().offset() + ","
                + Literals.of(position.gtids().toString()) + "," + epoch + ",NOW(6))";
    }

    private static Optional<Position> position(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        BinlogPosition binlog =
                new BinlogPosition(row.getString(0), row.getNumeric(1).longValue());
        return Optional.of(new Position(binlog, GtidSet.parse(Flavor.DETECT, row.getString(2))));
    }
}
