package io.dm4j.mysql;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.position.BinlogPosition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * The end of a server's binlog. What it names may not be visible yet to a read that opens now, unless a global read lock is
 * held.
 *
 * @param gtids the server's own text without line breaks; empty if it has none
 */
public record BinlogStatus(BinlogPosition end, String gtids) {

    public static Future<BinlogStatus> read(SqlConnection connection, ServerVersion version) {
        Future<BinlogStatus> status =
                connection.query(version.binlogStatusStatement()).execute().map(BinlogStatus::of);
        return version.dialect() == Dialect.MARIADB ? status.compose(s -> s.withMariadbGtids(connection)) : status;
    }

    private static BinlogStatus of(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw new DmException(DatabaseError.NO_BINLOG, "the server writes no binlog")
                    .withScope(ErrorScope.UPSTREAM);
        }
        Row row = rows.iterator().next();
        String gtids = row.size() > 4 && row.getString(4) != null ? row.getString(4) : "";
        return new BinlogStatus(new BinlogPosition(row.getString(0), row.getLong(1)), gtids.replaceAll("\\s", ""));
    }

    private Future<BinlogStatus> withMariadbGtids(SqlConnection connection) {
        return connection
                .query("SELECT @@global.gtid_binlog_pos")
                .execute()
                .map(rows -> new BinlogStatus(end, rows.iterator().next().getString(0)));
    }
}
