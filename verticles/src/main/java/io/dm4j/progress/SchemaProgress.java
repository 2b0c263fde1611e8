package io.dm4j.progress;

import io.dm4j.mysql.Literals;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;

/** The upstream's table definitions as of the watermark. */
public final class SchemaProgress {
    private final String table;
    private final String source;

    public SchemaProgress(String metaSchema, String task, String source) {
        this.table = MetaTable.quoted(metaSchema, task, "table_schema");
        this.source = source;
    }

    /** All definitions kept for this source, by upstream name. */
    public Future<Map<TableId, TableSchema>> read(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT src_schema, src_table, definition FROM " + table + " WHERE source = ?")
                .execute(Tuple.of(source))
                .map(SchemaProgress::schemas);
    }

    /** The statement that keeps a definition. */
    public String keep(TableSchema schema) {
        return "REPLACE INTO " + table + " (source, src_schema, src_table, definition) VALUES (" + name(schema.id())
                + "," + Literals.of(TableSchemaJson.encode(schema)) + ")";
    }

    /** The statement that forgets a table. */
    public String forget(TableId id) {
        return "DELETE FROM " + table + " WHERE (source, src_schema, src_table) = (" + name(id) + ")";
    }

    /** The statement that forgets all tables of a schema. */
    public String forgetSchema(String schema) {
        return "DELETE FROM " + table + " WHERE source = " + Literals.of(source) + " AND src_schema = "
                + Literals.of(schema);
    }

    /** The statement that forgets all tables. */
    public String forgetAll() {
        return "DELETE FROM " + table + " WHERE source = " + Literals.of(source);
    }

    private String name(TableId id) {
        return Literals.of(source) + "," + Literals.of(id.schema()) + "," + Literals.of(id.table());
    }

    private static Map<TableId, TableSchema> schemas(RowSet<Row> rows) {
        Map<TableId, TableSchema> schemas = new HashMap<>();
        for (Row row : rows) {
            TableId id = new TableId(row.getString(0), row.getString(1));
            schemas.put(id, TableSchemaJson.decode(row.getString(2)));
        }
        return schemas;
    }
}
