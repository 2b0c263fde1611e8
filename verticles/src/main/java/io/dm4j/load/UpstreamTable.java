package io.dm4j.load;

import io.dm4j.row.TableId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/**
 * A base table of the upstream as its statistics tell it.
 *
 * @param rows estimated
 * @param bytes estimated, of row data without secondary indexes
 */
record UpstreamTable(TableId id, String engine, long rows, long bytes) {
    private static final String ALL = "SELECT TABLE_SCHEMA, TABLE_NAME, ENGINE, TABLE_ROWS, DATA_LENGTH"
            + " FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN"
            + " ('mysql', 'information_schema', 'performance_schema', 'sys') ORDER BY TABLE_SCHEMA, TABLE_NAME";

    static Future<List<UpstreamTable>> all(SqlConnection connection) {
        return connection.query(ALL).execute().map(rows -> {
            List<UpstreamTable> tables = new ArrayList<>();
            rows.forEach(row -> tables.add(of(row)));
            return tables;
        });
    }

    private static UpstreamTable of(Row row) {
        String engine = row.getString(2) == null ? "" : row.getString(2);
        return new UpstreamTable(
                new TableId(row.getString(0), row.getString(1)), engine, number(row, 3), number(row, 4));
    }

    private static long number(Row row, int column) {
        return row.getValue(column) == null ? 0 : row.getNumeric(column).longValue();
    }

    long bytesPerRow() {
        return rows == 0 ? 0 : bytes / rows;
    }

    boolean isInnodb() {
        return engine.equalsIgnoreCase("InnoDB") || engine.isEmpty();
    }
}
