package io.dm4j.progress;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.SchemaReader;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has a server read a definition: makes an empty table of it in the meta schema, looks at it and drops it. What a
 * connection that broke in between left there is dropped by a later one.
 */
public final class ScratchTable {
    private static final String PREFIX = "dm4j_scratch_";
    private static final int SYNTAX = 1064;
    private static final int NO_SUCH_SCHEMA = 1049;
    private static final Pattern LINE = Pattern.compile("at line (\\d+)");

    private final String metaSchema;

    public ScratchTable(String metaSchema) {
        this.metaSchema = metaSchema;
    }

    /**
     * The definition under the name of {@code table}; fails as {@link ProgressError#STRUCTURE_REFUSED} if the server does
     * not take it.
     *
     * @param create the statement that makes it, of the name to make it under, quoted for SQL
     */
    public Future<TableSchema> read(SqlConnection connection, UnaryOperator<String> create, TableId table) {
        TableId scratch =
                new TableId(metaSchema, PREFIX + UUID.randomUUID().toString().replace("-", ""));
        return connection
                .query("SET SESSION foreign_key_checks = 0")
                .execute()
                .compose(set -> swept(connection))
                .compose(clean -> made(connection, create.apply(Identifiers.quote(scratch)), table))
                .compose(made -> SchemaReader.read(connection, scratch))
                .map(found -> found.orElseThrow(() -> refused(table, "the target did not keep it", null)))
                .map(schema -> schema.as(table))
                .eventually(() -> drop(connection, scratch));
    }

    private Future<Void> swept(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?"
                        + " AND LEFT(TABLE_NAME, " + PREFIX.length()
                        + ") = ? AND CREATE_TIME < NOW() - INTERVAL 1 HOUR")
                .execute(Tuple.of(metaSchema, PREFIX))
                .compose(rows -> dropAll(connection, rows));
    }

    private Future<Void> dropAll(SqlConnection connection, RowSet<Row> rows) {
        List<Future<Void>> dropped = new ArrayList<>();
        rows.forEach(row -> dropped.add(drop(connection, new TableId(metaSchema, row.getString(0)))));
        return Future.join(dropped).mapEmpty();
    }

    private static Future<Void> drop(SqlConnection connection, TableId scratch) {
        return connection
                .query("DROP TABLE IF EXISTS " + Identifiers.quote(scratch))
                .execute()
                .mapEmpty();
    }

    /** Prepared, as a server prepares one statement and no more, whatever the text has in it. */
    private Future<Void> made(SqlConnection connection, String statement, TableId table) {
        return connection
                .preparedQuery(statement)
                .execute()
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(
                        SqlFailures.errno(failure).isEmpty() || SqlFailures.heals(failure)
                                ? failure
                                : refused(failure, table)));
    }

    private DmException refused(Throwable failure, TableId table) {
        if (SqlFailures.is(failure, NO_SUCH_SCHEMA)) {
            return new DmException(ProgressError.NOT_BEGUN, "no task has begun with the meta-schema " + metaSchema);
        }
        if (!SqlFailures.is(failure, SYNTAX)) {
            return refused(table, "the target does not take it", failure);
        }
        // the server's words would show a part of the text
        Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
        return refused(table, "the target cannot read it" + (line.find() ? ", line " + line.group(1) : ""), null);
    }

    private static DmException refused(TableId table, String why, Throwable cause) {
        String what = "the structure given for " + table + ": " + why;
        return cause == null
                ? new DmException(ProgressError.STRUCTURE_REFUSED, what)
                : new DmException(ProgressError.STRUCTURE_REFUSED, what, cause);
    }
}
