package io.dm4j.progress;

import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A table's definition as the text kept in the meta schema. */
public final class TableSchemaJson {
    private TableSchemaJson() {}

    public static String encode(TableSchema schema) {
        JsonArray columns = new JsonArray();
        schema.columns().forEach(column -> columns.add(encode(column)));
        JsonArray keys = new JsonArray();
        schema.uniqueKeys().forEach(key -> keys.add(encode(key)));
        return new JsonObject()
                .put("schema", schema.id().schema())
                .put("table", schema.id().table())
                .put("columns", columns)
                .put("uniqueKeys", keys)
                .encode();
    }

    private static JsonObject encode(Column column) {
        return new JsonObject()
                .put("name", column.name())
                .put("dataType", column.dataType())
                .put("columnType", column.columnType())
                .put("charset", column.charset())
                .put("collation", column.collation())
                .put("nullable", column.nullable())
                .put("generated", column.generated());
    }

    private static JsonObject encode(Key key) {
        return new JsonObject()
                .put("name", key.name())
                .put("columns", new JsonArray(key.columns()))
                .put("primary", key.primary())
                .put("notNull", key.notNull());
    }

    public static TableSchema decode(String text) {
        JsonObject json = new JsonObject(text);
        List<Column> columns = new ArrayList<>();
        json.getJsonArray("columns").forEach(column -> columns.add(column((JsonObject) column)));
        List<Key> keys = new ArrayList<>();
        json.getJsonArray("uniqueKeys").forEach(key -> keys.add(key((JsonObject) key)));
        return new TableSchema(new TableId(json.getString("schema"), json.getString("table")), columns, keys);
    }

    private static Column column(JsonObject json) {
        return new Column(
                json.getString("name"),
                json.getString("dataType"),
                json.getString("columnType"),
                json.getString("charset"),
                json.getString("collation"),
                json.getBoolean("nullable"),
                json.getBoolean("generated"));
    }

    private static Key key(JsonObject json) {
        List<String> columns =
                json.getJsonArray("columns").stream().map(String.class::cast).toList();
        return new Key(json.getString("name"), columns, json.getBoolean("primary"), json.getBoolean("notNull"));
    }
}
