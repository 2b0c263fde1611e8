package io.dm4j.mysql;

import io.dm4j.row.Column;
import io.dm4j.row.JsonText;

/**
 * The condition that a column holds exactly this value: by bytes where a collation would call different texts equal, by
 * meaning for JSON, by NULL-safe comparison for the rest.
 */
final class SameValue {
    private SameValue() {}

    static void append(StringBuilder sql, Column column, Object value) {
        String name = Identifiers.quote(column.name());
        if (value == null) {
            sql.append(name).append(" IS NULL");
        } else if (column.dataType().equals("json")) {
            json(sql, name, value);
        } else if (value instanceof JsonText) {
            // MariaDB keeps JSON as text; the two servers differ in blanks
            function(sql.append("JSON_EQUALS("), name, value);
        } else if (!column.charset().isEmpty()) {
            bytes(sql, "CONVERT(" + name + " USING utf8mb4)", value);
        } else if (value instanceof byte[]) {
            bytes(sql, name, value);
        } else {
            sql.append(name).append(" <=> ");
            Literals.append(sql, value);
        }
    }

    private static void json(StringBuilder sql, String name, Object value) {
        sql.append(name).append(" <=> CAST(");
        Literals.append(sql, value);
        sql.append(" AS JSON)");
    }

    private static void function(StringBuilder sql, String name, Object value) {
        sql.append(name).append(',');
        Literals.append(sql, value);
        sql.append(')');
    }

    private static void bytes(StringBuilder sql, String expression, Object value) {
        sql.append("CAST(").append(expression).append(" AS BINARY) <=> CAST(");
        Literals.append(sql, value);
        sql.append(" AS BINARY)");
    }
}
