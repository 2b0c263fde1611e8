package io.dm4j.mysql;

import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Definitions, from information_schema and SHOW CREATE TABLE. */
public final class SchemaReader {
    // not DEFAULT_GENERATED, which MySQL says of a column whose default is an expression
    private static final Pattern GENERATED = Pattern.compile("\\b(VIRTUAL|STORED|PERSISTENT)( GENERATED)?\\b");

    private static final String TABLES = "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES"
            + " WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA NOT IN"
            + " ('mysql', 'information_schema', 'performance_schema', 'sys', 'metrics_schema')"
            + " ORDER BY TABLE_SCHEMA, TABLE_NAME";

    private static final String COLUMNS = "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, CHARACTER_SET_NAME,"
            + " COLLATION_NAME, IS_NULLABLE, EXTRA FROM information_schema.COLUMNS"
            + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";

    private static final String KEYS = "SELECT INDEX_NAME, COLUMN_NAME, SUB_PART, NULLABLE"
            + " FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND NON_UNIQUE = 0"
            + " ORDER BY INDEX_NAME <> 'PRIMARY', INDEX_NAME, SEQ_IN_INDEX";

    private SchemaReader() {}

    /** Base tables of all but the system schemas; views and sequences are not among them. */
    public static Future<List<TableId>> tables(SqlConnection connection) {
        return connection.query(TABLES).execute().map(rows -> {
            List<TableId> tables = new ArrayList<>();
            rows.forEach(row -> tables.add(new TableId(row.getString(0), row.getString(1))));
            return tables;
        });
    }

    /** Every schema that the account may see, the system's own among them. */
    public static Future<List<String>> schemas(SqlConnection connection) {
        return names(connection, "SHOW DATABASES");
    }

    /** Base tables of one schema, in name order; the server's error 1049 if there is no such schema. */
    public static Future<List<String>> tables(SqlConnection connection, String schema) {
        return names(
                connection, "SHOW FULL TABLES IN " + Identifiers.quote(schema) + " WHERE Table_type = 'BASE TABLE'");
    }

    private static Future<List<String>> names(SqlConnection connection, String sql) {
        return connection.query(sql).execute().map(rows -> {
            List<String> names = new ArrayList<>();
            rows.forEach(row -> names.add(row.getString(0)));
            return names;
        });
    }

    /**
     * The definition, empty if there is no such table. A unique key over a prefix or an expression is among the unique
     * keys, but never names a row; that over an expression is told to hold all columns.
     */
    public static Future<Optional<TableSchema>> read(SqlConnection connection, TableId table) {
        Tuple name = Tuple.of(table.schema(), table.table());
        return connection
                .preparedQuery(COLUMNS)
                .execute(name)
                .map(SchemaReader::columns)
                .compose(columns -> columns.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : connection
                                .preparedQuery(KEYS)
                                .execute(name)
                                .map(rows -> Optional.of(new TableSchema(table, columns, keys(rows, columns)))));
    }

    /** The server's own CREATE TABLE. */
    public static Future<String> createTable(SqlConnection connection, TableId table) {
        return connection
                .query("SHOW CREATE TABLE " + Identifiers.quote(table))
                .execute()
                .map(rows -> rows.iterator().next().getString(1));
    }

    private static List<Column> columns(RowSet<Row> rows) {
        List<Column> columns = new ArrayList<>();
        rows.forEach(row -> columns.add(column(row)));
        return columns;
    }

    private static Column column(Row row) {
        return new Column(
                row.getString(0),
                row.getString(1).toLowerCase(Locale.ROOT),
                row.getString(2),
                orEmpty(row.getString(3)),
                orEmpty(row.getString(4)),
                "YES".equals(row.getString(5)),
                GENERATED.matcher(row.getString(6).toUpperCase(Locale.ROOT)).find());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static List<Key> keys(RowSet<Row> rows, List<Column> columns) {
        Map<String, List<Row>> parts = new LinkedHashMap<>();
        rows.forEach(row -> parts.computeIfAbsent(row.getString(0), name -> new ArrayList<>())
                .add(row));
        List<Key> keys = new ArrayList<>();
        parts.forEach((name, part) -> keys.add(key(name, part, columns)));
        return keys;
    }

    private static Key key(String name, List<Row> parts, List<Column> columns) {
        boolean primary = "PRIMARY".equals(name);
        if (parts.stream().anyMatch(part -> part.getString(1) == null)) {
            return new Key(name, columns.stream().map(Column::name).toList(), primary, false);
        }
        boolean whole = parts.stream().allMatch(part -> part.getValue(2) == null);
        boolean notNull = parts.stream().noneMatch(part -> "YES".equals(part.getString(3)));
        return new Key(name, parts.stream().map(part -> part.getString(1)).toList(), primary, whole && notNull);
    }
}
