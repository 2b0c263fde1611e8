package io.dm4j.progress;

import io.dm4j.mysql.Literals;
import io.dm4j.position.BinlogPosition;
import io.dm4j.row.TableId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The DDL statement of a source whose outcome is not yet known; at most one. */
public final class DdlIntents {
    private final String table;
    private final String source;

    public DdlIntents(String metaSchema, String task, String source) {
        this.table = MetaTable.quoted(metaSchema, task, "ddl_intent");
        this.source = source;
    }

    public Future<Optional<DdlIntent>> read(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT binlog_file, binlog_pos, gtid, statement, targets, before_definition,"
                        + " connection_id FROM " + table + " WHERE source = ?")
                .execute(Tuple.of(source))
                .map(DdlIntents::intent);
    }

    /** The statement that records an intent in place of the one before. */
    public String record(DdlIntent intent) {
        return "REPLACE INTO " + table
                + " (source, binlog_file, binlog_pos, gtid, statement, targets, before_definition, connection_id) VALUES ("
                + String.join(
                        ",",
                        Literals.of(source),
                        Literals.of(intent.at().file()),
                        Long.toString(intent.at().offset()),
                        Literals.of(intent.gtid()),
                        Literals.of(intent.statement()),
                        Literals.of(targets(intent).encode()),
                        Literals.of(intent.before()),
                        Long.toString(intent.connectionId()))
                + ")";
    }

    /** The statement that says: its outcome is in the watermark. */
    public String clear() {
        return "DELETE FROM " + table + " WHERE source = " + Literals.of(source);
    }

    private static JsonObject targets(DdlIntent intent) {
        return new JsonObject()
                .put("order", intent.order())
                .put("step", intent.step())
                .put("schema", intent.target().schema())
                .put("table", intent.target().table());
    }

    private static Optional<DdlIntent> intent(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        JsonObject targets = new JsonObject(row.getString(4));
        return Optional.of(new DdlIntent(
                new BinlogPosition(row.getString(0), row.getNumeric(1).longValue()),
                row.getString(2),
                targets.getLong("order", 0L),
                targets.getInteger("step"),
                row.getString(3),
                new TableId(targets.getString("schema"), targets.getString("table")),
                row.getString(5),
                row.getNumeric(6).longValue()));
    }
}
