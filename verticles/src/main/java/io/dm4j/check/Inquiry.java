package io.dm4j.check;

import io.dm4j.config.SubtaskConfig;
import io.dm4j.mysql.SchemaReader;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.row.TableId;
import io.dm4j.rule.Rules;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Asks one server for facts, one statement after the other on one session. */
final class Inquiry {
    private static final String VARIABLES = "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('server_id', 'log_bin',"
            + " 'binlog_format', 'binlog_row_image', 'log_bin_compress', 'binlog_row_value_options', 'max_connections')";
    private static final String KEYED =
            "SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME FROM (SELECT TABLE_SCHEMA, TABLE_NAME,"
                    + " INDEX_NAME FROM information_schema.STATISTICS WHERE NON_UNIQUE = 0"
                    + " GROUP BY TABLE_SCHEMA, TABLE_NAME, INDEX_NAME HAVING SUM(NULLABLE = 'YES') = 0) AS keyed";
    private static final String FOREIGN_KEYS = "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME,"
            + " UNIQUE_CONSTRAINT_SCHEMA, REFERENCED_TABLE_NAME, DELETE_RULE, UPDATE_RULE"
            + " FROM information_schema.REFERENTIAL_CONSTRAINTS";
    private static final String TRIGGERS =
            "SELECT DISTINCT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS";

    private final SqlConnection connection;

    Inquiry(SqlConnection connection) {
        this.connection = connection;
    }

    Future<UpstreamFacts> upstream(String where, SubtaskConfig subtask) {
        Rules rules = Rules.of(subtask);
        return ServerVersion.read(connection).compose(version -> variables().compose(variables -> grants().compose(
                        grants -> SchemaReader.tables(connection).compose(tables -> keyed().compose(
                                        keyed -> foreignKeys().compose(keys -> binlogSchemas(version, variables)
                                                .map(logged -> new UpstreamFacts(
                                                        where,
                                                        subtask,
                                                        version,
                                                        variables,
                                                        grants,
                                                        tables.stream()
                                                                .filter(rules::takes)
                                                                .toList(),
                                                        keyed,
                                                        keys,
                                                        logged.get(0),
                                                        logged.get(1)))))))));
    }

    Future<Grants> grants() {
        return rows("SHOW GRANTS", row -> row.getString(0)).map(Grants::of);
    }

    Future<Set<TableId>> triggered() {
        return rows(TRIGGERS, Inquiry::table).map(HashSet::new);
    }

    private Future<Map<String, String>> variables() {
        return connection.query(VARIABLES).execute().map(rows -> {
            Map<String, String> variables = new HashMap<>();
            rows.forEach(row -> variables.put(row.getString(0), row.getString(1)));
            return variables;
        });
    }

    private Future<Set<TableId>> keyed() {
        return rows(KEYED, Inquiry::table).map(HashSet::new);
    }

    private Future<List<ForeignKey>> foreignKeys() {
        return rows(
                FOREIGN_KEYS,
                row -> new ForeignKey(
                        table(row),
                        row.getString(2),
                        new TableId(row.getString(3), row.getString(4)),
                        row.getString(5),
                        row.getString(6)));
    }

    /** The two lists of the binlog's status. Without a binlog, or the right to see it, there is nothing to compare. */
    private Future<List<Set<String>>> binlogSchemas(ServerVersion version, Map<String, String> variables) {
        if (!"ON".equalsIgnoreCase(variables.get("log_bin"))) {
            return Future.succeededFuture(List.of(Set.of(), Set.of()));
        }
        return rows(version.binlogStatusStatement(), row -> List.of(names(row.getString(2)), names(row.getString(3))))
                .map(status -> status.isEmpty() ? List.of(Set.<String>of(), Set.<String>of()) : status.get(0))
                .otherwise(List.of(Set.of(), Set.of()));
    }

    private <T> Future<List<T>> rows(String sql, Function<Row, T> each) {
        return connection.query(sql).execute().map(rows -> {
            List<T> all = new ArrayList<>();
            rows.forEach(row -> all.add(each.apply(row)));
            return all;
        });
    }

    private static TableId table(Row row) {
        return new TableId(row.getString(0), row.getString(1));
    }

    private static Set<String> names(String list) {
        return list == null || list.isBlank() ? Set.of() : Set.of(list.split("\\s*,\\s*"));
    }
}
