package io.dm4j.progress;

import io.dm4j.mysql.Literals;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records of the full copy of one source. */
public final class LoadProgress {
    private static final int ROWS_A_STATEMENT = 200;
    private static final String THIS_TABLE = " WHERE source = ? AND src_schema = ? AND src_table = ?";

    private final String tables;
    private final String chunks;
    private final String source;

    public LoadProgress(String metaSchema, String task, String source) {
        this.tables = MetaTable.quoted(metaSchema, task, "load_table");
        this.chunks = MetaTable.quoted(metaSchema, task, "load_chunk");
        this.source = source;
    }

    /** All tables of the copy; none = it has not begun. */
    public Future<List<LoadTable>> tables(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT src_schema, src_table, state, definition, from_file, from_pos, until_file,"
                        + " until_pos, gtid_set FROM " + tables + " WHERE source = ? ORDER BY src_schema, src_table")
                .execute(Tuple.of(source))
                .map(LoadProgress::tables);
    }

    private static List<LoadTable> tables(RowSet<Row> rows) {
        List<LoadTable> tables = new ArrayList<>();
        rows.forEach(row -> tables.add(table(row)));
        return tables;
    }

    private static LoadTable table(Row row) {
        return new LoadTable(
                new TableId(row.getString(0), row.getString(1)),
                LoadTable.State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString(3)).map(TableSchemaJson::decode),
                new Window(position(row, 4), position(row, 6)),
                row.getString(8));
    }

    private static BinlogPosition position(Row row, int column) {
        return new BinlogPosition(
                row.getString(column), row.getNumeric(column + 1).longValue());
    }

    /** True if there are tables and all of them are copied. */
    public Future<Boolean> isDone(SqlConnection connection) {
        return tables(connection)
                .map(all -> !all.isEmpty() && all.stream().allMatch(t -> t.state() == LoadTable.State.DONE));
    }

    /** Records, all or none, which tables the copy is of. */
    public Future<Void> begin(SqlConnection connection, List<LoadTable> all) {
        List<String> values = all.stream().map(this::values).toList();
        String head = "INSERT INTO " + tables + " (source, src_schema, src_table, state, from_file, from_pos,"
                + " until_file, until_pos, gtid_set, planned) VALUES ";
        return transaction(connection, statements(head, values));
    }

    private String values(LoadTable table) {
        BinlogPosition from = table.window().from();
        BinlogPosition until = table.window().until();
        return "(" + name(table.source()) + ",'planning'," + position(from) + "," + position(until) + ","
                + Literals.of(table.gtids()) + ",0)";
    }

    private static String position(BinlogPosition position) {
        return Literals.of(position.file()) + "," + position.offset();
    }

    private String name(TableId table) {
        return Literals.of(source) + "," + Literals.of(table.schema()) + "," + Literals.of(table.table());
    }

    /** The table is on the target, empty, and will be copied in these chunks. */
    public Future<Void> plan(SqlConnection connection, TableSchema definition, List<LoadChunk> plan) {
        TableId table = definition.id();
        List<String> values = plan.stream()
                .map(chunk -> "(" + name(table) + "," + chunk.seq() + ","
                        + Literals.of(LoadChunk.text(chunk.lower())) + "," + Literals.of(LoadChunk.text(chunk.upper()))
                        + ",0,0,0,0)")
                .toList();
        String head = "INSERT INTO " + chunks + " (source, src_schema, src_table, seq, lower_bound, upper_bound, done,"
                + " row_count, byte_count, attempts) VALUES ";
        List<String> all = new ArrayList<>(statements(head, values));
        all.add("UPDATE " + tables + " SET state = 'copying', planned = 1, definition = "
                + Literals.of(TableSchemaJson.encode(definition)) + whereTable(table));
        return transaction(connection, all);
    }

    /** The statement that forgets how the copy found a table. */
    public String forget(TableId table) {
        return "UPDATE " + tables + " SET definition = NULL" + whereTable(table);
    }

    /** The statement that forgets how the copy found the tables of a schema. */
    public String forgetSchema(String schema) {
        return "UPDATE " + tables + " SET definition = NULL WHERE source = " + Literals.of(source)
                + " AND src_schema = " + Literals.of(schema);
    }

    private String whereTable(TableId table) {
        return " WHERE (source, src_schema, src_table) = (" + name(table) + ")";
    }

    private static List<String> statements(String head, List<String> values) {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < values.size(); i += ROWS_A_STATEMENT) {
            statements.add(head + String.join(",", values.subList(i, Math.min(values.size(), i + ROWS_A_STATEMENT))));
        }
        return statements;
    }

    private static Future<Void> transaction(SqlConnection connection, List<String> statements) {
        return connection.begin().compose(transaction -> inOrder(connection, statements)
                .compose(done -> transaction.commit())
                .onFailure(failure -> transaction.rollback()));
    }

    private static Future<Void> inOrder(SqlConnection connection, List<String> statements) {
        Future<Void> done = Future.succeededFuture();
        for (String sql : statements) {
            done = done.compose(before -> connection.query(sql).execute().mapEmpty());
        }
        return done;
    }

    /** The table's chunks in their order. */
    public Future<List<LoadChunk>> chunks(SqlConnection connection, TableId table) {
        return connection
                .preparedQuery("SELECT seq, lower_bound, upper_bound, done, row_count, byte_count, attempts FROM "
                        + chunks + THIS_TABLE + " ORDER BY seq")
                .execute(Tuple.of(source, table.schema(), table.table()))
                .map(LoadProgress::chunks);
    }

    private static List<LoadChunk> chunks(RowSet<Row> rows) {
        List<LoadChunk> chunks = new ArrayList<>();
        rows.forEach(row -> chunks.add(new LoadChunk(
                row.getInteger(0),
                LoadChunk.bound(row.getString(1)),
                LoadChunk.bound(row.getString(2)),
                row.getInteger(3) != 0,
                row.getLong(4),
                row.getLong(5),
                row.getInteger(6))));
        return chunks;
    }

    /** The rest of the table is read at a later snapshot: its changes since the first one may be in it or not. */
    public Future<Void> extend(SqlConnection connection, TableId table, BinlogPosition until) {
        return connection
                .preparedQuery("UPDATE " + tables + " SET until_file = ?, until_pos = ?" + THIS_TABLE)
                .execute(Tuple.of(until.file(), until.offset(), source, table.schema(), table.table()))
                .mapEmpty();
    }

    /** The whole table is read at this snapshot; what an earlier one brought is not on the target. */
    public Future<Void> restart(SqlConnection connection, TableId table, BinlogPosition snapshot, String gtids) {
        return connection
                .preparedQuery("UPDATE " + tables
                        + " SET from_file = ?, from_pos = ?, until_file = ?, until_pos = ?, gtid_set = ?" + THIS_TABLE)
                .execute(Tuple.tuple()
                        .addString(snapshot.file())
                        .addLong(snapshot.offset())
                        .addString(snapshot.file())
                        .addLong(snapshot.offset())
                        .addString(gtids)
                        .addString(source)
                        .addString(table.schema())
                        .addString(table.table()))
                .mapEmpty();
    }

    /** The statement that says the chunk's rows are on the target; it belongs into their transaction. */
    public String chunkDone(TableId table, LoadChunk chunk, long rows, long bytes) {
        return "UPDATE " + chunks + " SET done = 1, attempts = attempts + 1, done_at = NOW(6), row_count = " + rows
                + ", byte_count = " + bytes + whereTable(table) + " AND seq = " + chunk.seq();
    }

    /** Says that the table is copied, if all its chunks are. */
    public Future<Void> tableDone(SqlConnection connection, TableId table) {
        String name = name(table);
        return connection
                .query("UPDATE " + tables + " SET state = 'done'" + whereTable(table)
                        + " AND planned = 1 AND NOT EXISTS (SELECT 1 FROM " + chunks
                        + " c WHERE (c.source, c.src_schema, c.src_table) = (" + name + ") AND c.done = 0)")
                .execute()
                .mapEmpty();
    }
}
