package io.dm4j.load;

import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.Literals;
import io.dm4j.progress.LoadChunk;
import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableSchema;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ranges over the leading columns of a table's row key. The server orders and compares them, so any collation will do; a
 * column whose order differs from that of its literals ends the prefix.
 */
final class KeyRange {
    private static final Set<String> ORDERED = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "decimal",
            "char",
            "varchar",
            "binary",
            "varbinary",
            "date",
            "datetime",
            "timestamp",
            "time",
            "year");

    private final TableSchema table;
    private final Key key;
    private final List<Column> columns;

    private KeyRange(TableSchema table, Key key, List<Column> columns) {
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    /** Empty if the table cannot be cut into ranges. */
    static Optional<KeyRange> of(TableSchema table) {
        return table.rowKey()
                .map(key -> new KeyRange(table, key, leading(table, key)))
                .filter(range -> !range.columns.isEmpty());
    }

    private static List<Column> leading(TableSchema table, Key key) {
        List<Column> columns = new ArrayList<>();
        for (String name : key.columns()) {
            Column column = table.columns().get(table.indexOf(name));
            if (!ORDERED.contains(column.dataType())) {
                break;
            }
            columns.add(column);
        }
        return columns;
    }

    /** Asks for the key {@code rows} rows behind the lower bound; no row = the rest is shorter than that. */
    String boundary(List<String> lower, long rows) {
        return "SELECT " + new SelectList(columns).sql() + from() + (lower.isEmpty() ? "" : " WHERE " + above(lower))
                + order() + " LIMIT 1 OFFSET " + (rows - 1);
    }

    /** The answer to {@link #boundary} as a bound. */
    List<String> bound(Row row) {
        return Arrays.stream(new SelectList(columns).values(row))
                .map(Literals::of)
                .toList();
    }

    /** FROM, WHERE and ORDER BY of a chunk. */
    String chunk(LoadChunk chunk) {
        List<String> conditions = new ArrayList<>();
        if (!chunk.lower().isEmpty()) {
            conditions.add(above(chunk.lower()));
        }
        if (!chunk.upper().isEmpty()) {
            conditions.add(upTo(chunk.upper()));
        }
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        return from() + where + order();
    }

    private String from() {
        return " FROM " + Identifiers.quote(table.id()) + " FORCE INDEX (" + Identifiers.quote(key.name()) + ")";
    }

    private String order() {
        return " ORDER BY "
                + columns.stream()
                        .map(column -> Identifiers.quote(column.name()))
                        .collect(Collectors.joining(", "));
    }

    private String above(List<String> bound) {
        return compared(bound, " > ", " > ", " >= ");
    }

    private String upTo(List<String> bound) {
        return compared(bound, " < ", " <= ", " <= ");
    }

    /** Row comparison written out, as the servers use the index for this form only. */
    private String compared(List<String> bound, String before, String last, String first) {
        List<String> alternatives = new ArrayList<>();
        StringBuilder equal = new StringBuilder();
        for (int i = 0; i < bound.size(); i++) {
            String name = Identifiers.quote(columns.get(i).name());
            String operator = i == bound.size() - 1 ? last : before;
            alternatives.add(equal + name + operator + bound.get(i));
            equal.append(name).append(" = ").append(bound.get(i)).append(" AND ");
        }
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        String outer = Identifiers.quote(columns.get(0).name()) + first + bound.get(0);
        return "(" + outer + " AND (" + String.join(" OR ", alternatives) + "))";
    }
}
