package io.dm4j.progress;

import io.dm4j.error.DmException;
import io.dm4j.mysql.Identifiers;
import io.dm4j.row.TableId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.Map;

/** A task's tables in the meta schema of its target. */
public final class MetaSchema {
    /** Of the tables' layout. */
    static final int VERSION = 1;

    private static final int LONGEST_NAME = 64;
    private static final String OPTIONS =
            " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin ROW_FORMAT=DYNAMIC";
    private static final String TABLE_KEY =
            "source VARCHAR(64) NOT NULL, src_schema VARCHAR(64) NOT NULL," + " src_table VARCHAR(64) NOT NULL, ";
    private static final Map<String, String> TABLES = tables();

    private final String schema;
    private final String task;

    public MetaSchema(String schema, String task) {
        this.schema = schema;
        this.task = task;
    }

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put(
                "fence",
                "source VARCHAR(64) NOT NULL, slot VARCHAR(32) NOT NULL, epoch BIGINT UNSIGNED NOT NULL,"
                        + " owner VARCHAR(255) NOT NULL, connection_id BIGINT UNSIGNED NOT NULL,"
                        + " PRIMARY KEY (source, slot)");
        tables.put(
                "load_table",
                TABLE_KEY + "state VARCHAR(16) NOT NULL, definition LONGTEXT, from_file VARCHAR(255) NOT NULL,"
                        + " from_pos BIGINT UNSIGNED NOT NULL, until_file VARCHAR(255) NOT NULL,"
                        + " until_pos BIGINT UNSIGNED NOT NULL, gtid_set LONGTEXT NOT NULL, planned TINYINT NOT NULL,"
                        + " PRIMARY KEY (source, src_schema, src_table)");
        tables.put(
                "load_chunk",
                TABLE_KEY + "seq INT NOT NULL, lower_bound LONGTEXT, upper_bound LONGTEXT, done TINYINT NOT NULL,"
                        + " row_count BIGINT NOT NULL, byte_count BIGINT NOT NULL, attempts INT NOT NULL,"
                        + " done_at DATETIME(6), PRIMARY KEY (source, src_schema, src_table, seq)");
        tables.put(
                "sync_progress",
                "source VARCHAR(64) NOT NULL, lane INT NOT NULL, binlog_file VARCHAR(255) NOT NULL,"
                        + " binlog_pos BIGINT UNSIGNED NOT NULL, gtid_set LONGTEXT NOT NULL,"
                        + " epoch BIGINT UNSIGNED NOT NULL, updated DATETIME(6) NOT NULL, PRIMARY KEY (source, lane)");
        tables.put(
                "table_schema",
                TABLE_KEY + "definition LONGTEXT NOT NULL, PRIMARY KEY (source, src_schema, src_table)");
        tables.put(
                "ddl_intent",
                "source VARCHAR(64) NOT NULL, binlog_file VARCHAR(255) NOT NULL, binlog_pos BIGINT UNSIGNED NOT NULL,"
                        + " gtid LONGTEXT NOT NULL, statement LONGTEXT NOT NULL, targets LONGTEXT NOT NULL,"
                        + " before_definition LONGTEXT NOT NULL, connection_id BIGINT UNSIGNED NOT NULL,"
                        + " PRIMARY KEY (source)");
        tables.put(
                "timed_start",
                "source VARCHAR(64) NOT NULL, start_order BIGINT UNSIGNED NOT NULL, reached_file VARCHAR(255) NOT NULL,"
                        + " reached_pos BIGINT UNSIGNED NOT NULL, PRIMARY KEY (source)");
        return tables;
    }

    /** Creates what is missing. Refuses a task that another cluster runs, or whose tables have another layout. */
    public Future<Void> create(SqlConnection connection, String clusterId) {
        String longest = task + "_sync_progress";
        if (longest.length() > LONGEST_NAME) {
            return Future.failedFuture(new DmException(
                    ProgressError.NAME_TOO_LONG,
                    "task name " + task + " makes table names longer than " + LONGEST_NAME + " characters"));
        }
        Future<Void> tasks = run(
                        connection,
                        "CREATE DATABASE IF NOT EXISTS " + Identifiers.quote(schema)
                                + " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
                .compose(made -> run(
                        connection,
                        "CREATE TABLE IF NOT EXISTS " + tasks()
                                + " (task VARCHAR(128) NOT NULL PRIMARY KEY, cluster_id VARCHAR(64) NOT NULL,"
                                + " version INT NOT NULL)" + OPTIONS))
                .compose(made -> claim(connection, clusterId));
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            tasks = tasks.compose(made -> run(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + MetaTable.quoted(schema, task, table.getKey()) + " ("
                            + table.getValue() + ")" + OPTIONS));
        }
        return tasks;
    }

    /** Forgets the task: a start after it is a first one. Harmless if there is nothing. */
    public Future<Void> drop(SqlConnection connection) {
        Future<Void> dropped = Future.succeededFuture();
        for (String table : TABLES.keySet()) {
            dropped = dropped.compose(
                    gone -> run(connection, "DROP TABLE IF EXISTS " + MetaTable.quoted(schema, task, table)));
        }
        return dropped.compose(gone -> hasTasks(connection))
                .compose(found -> found
                        ? connection
                                .preparedQuery("DELETE FROM " + tasks() + " WHERE task = ?")
                                .execute(Tuple.of(task))
                                .mapEmpty()
                        : Future.succeededFuture());
    }

    private Future<Boolean> hasTasks(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?")
                .execute(Tuple.of(schema, "dm4j_task"))
                .map(rows -> rows.size() > 0);
    }

    private Future<Void> claim(SqlConnection connection, String clusterId) {
        return connection
                .preparedQuery("INSERT IGNORE INTO " + tasks() + " (task, cluster_id, version) VALUES (?, ?, ?)")
                .execute(Tuple.of(task, clusterId, VERSION))
                .compose(claimed -> connection
                        .preparedQuery("SELECT cluster_id, version FROM " + tasks() + " WHERE task = ?")
                        .execute(Tuple.of(task)))
                .compose(rows -> ours(rows, clusterId));
    }

    private Future<Void> ours(RowSet<Row> rows, String clusterId) {
        Row row = rows.iterator().next();
        if (!row.getString(0).equals(clusterId)) {
            return Future.failedFuture(new DmException(
                    ProgressError.OTHER_CLUSTER,
                    "task " + task + " on this target belongs to cluster " + row.getString(0) + ", this is cluster "
                            + clusterId));
        }
        if (row.getInteger(1) != VERSION) {
            return Future.failedFuture(new DmException(
                    ProgressError.OTHER_VERSION,
                    "the progress tables of task " + task + " have layout " + row.getInteger(1) + ", this is "
                            + VERSION));
        }
        return Future.succeededFuture();
    }

    private String tasks() {
        return Identifiers.quote(new TableId(schema, "dm4j_task"));
    }

    private static Future<Void> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().mapEmpty();
    }
}
