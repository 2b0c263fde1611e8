package io.dm4j.it.binlog;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.row.Column;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.List;

/** Reads a table's columns; keys are not needed to decode. */
final class Schemas {
    private Schemas() {}

    static TableSchema of(DatabaseServer server, String schema, String table) {
        List<Column> columns = server
                .query("SELECT COLUMN_NAME, DATA_TYPE, CAST(COLUMN_TYPE AS CHAR), IFNULL(CHARACTER_SET_NAME, ''),"
                        + " IFNULL(COLLATION_NAME, ''), IS_NULLABLE, EXTRA FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = '" + schema + "' AND TABLE_NAME = '" + table
                        + "' ORDER BY ORDINAL_POSITION")
                .stream()
                .map(Schemas::column)
                .toList();
        return new TableSchema(new TableId(schema, table), columns, List.of());
    }

    private static Column column(List<String> row) {
        return new Column(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                row.get(4),
                row.get(5).equals("YES"),
                row.get(6).contains("GENERATED"));
    }
}
