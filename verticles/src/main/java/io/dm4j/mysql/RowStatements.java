package io.dm4j.mysql;

import io.dm4j.row.Column;
import io.dm4j.row.JsonText;
import io.dm4j.row.Key;
import io.dm4j.row.Label;
import io.dm4j.row.TableSchema;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that carry rows. Images hold one value per column of the target's definition, in its order; generated columns
 * are never written. Text with literals, not prepared: half the cost on the server and in this process.
 */
public final class RowStatements {
    private RowStatements() {}

    public static String insert(TableSchema target, List<Object[]> rows) {
        return values("INSERT INTO ", target, rows);
    }

    /** Rows whose unique values are there already take their place. */
    public static String replace(TableSchema target, List<Object[]> rows) {
        return values("REPLACE INTO ", target, rows);
    }

    /** Rows whose unique values are there already are left out. */
    public static String insertIgnore(TableSchema target, List<Object[]> rows) {
        return values("INSERT IGNORE INTO ", target, rows);
    }

    /** Sets every column, so that ON UPDATE CURRENT_TIMESTAMP has no say. */
    public static String update(TableSchema target, Object[] before, Object[] after) {
        StringBuilder sql = new StringBuilder(256)
                .append("UPDATE ")
                .append(Identifiers.quote(target.id()))
                .append(" SET ");
        String comma = "";
        for (int i = 0; i < after.length; i++) {
            Column column = target.columns().get(i);
            if (!column.generated()) {
                sql.append(comma).append(Identifiers.quote(column.name())).append('=');
                Literals.append(sql, after[i]);
                comma = ",";
            }
        }
        where(sql, target, before);
        return sql.toString();
    }

    public static String delete(TableSchema target, Object[] before) {
        StringBuilder sql = new StringBuilder(256).append("DELETE FROM ").append(Identifiers.quote(target.id()));
        where(sql, target, before);
        return sql.toString();
    }

    /** What makes an insert of rows that are there by their only unique key an update of all other columns. */
    public static String onDuplicateSetOthers(TableSchema target) {
        List<String> key = target.rowKey().orElseThrow().columns();
        return " ON DUPLICATE KEY UPDATE "
                + target.columns().stream()
                        .filter(column -> !column.generated() && !key.contains(column.name()))
                        .map(column -> Identifiers.quote(column.name()))
                        .map(name -> name + "=VALUES(" + name + ")")
                        .collect(Collectors.joining(","));
    }

    /** {@code DELETE FROM t WHERE }, for whoever appends the keys of rows, with OR between, by {@link #appendKey}. */
    public static String deleteHead(TableSchema target) {
        return "DELETE FROM " + Identifiers.quote(target.id()) + " WHERE ";
    }

    /** Appends {@code (key = values)} of one row. */
    public static void appendKey(StringBuilder sql, TableSchema target, Object[] row) {
        sql.append('(');
        byKey(sql, target, target.rowKey().orElseThrow(), row);
        sql.append(')');
    }

    /** {@code INSERT INTO t (columns) VALUES }, for whoever appends rows one by one with {@link #append}. */
    public static String head(String verb, TableSchema target) {
        return verb + Identifiers.quote(target.id()) + " ("
                + target.columns().stream()
                        .filter(column -> !column.generated())
                        .map(column -> Identifiers.quote(column.name()))
                        .collect(Collectors.joining(","))
                + ") VALUES ";
    }

    /** Appends {@code (values)} of one row. */
    public static void append(StringBuilder sql, TableSchema target, Object[] row) {
        String comma = "(";
        for (int i = 0; i < row.length; i++) {
            if (!target.columns().get(i).generated()) {
                sql.append(comma);
                Literals.append(sql, row[i]);
                comma = ",";
            }
        }
        sql.append(')');
    }

    /** One row's statement with placeholders, for rows so large that their text would be held twice. */
    public static String prepared(String verb, TableSchema target) {
        long written = target.columns().stream().filter(c -> !c.generated()).count();
        return head(verb, target) + "(" + "?,".repeat((int) written - 1) + "?)";
    }

    /** The values for {@link #prepared}. */
    public static Tuple tuple(TableSchema target, Object[] row) {
        Tuple tuple = Tuple.tuple();
        for (int i = 0; i < row.length; i++) {
            if (!target.columns().get(i).generated()) {
                tuple.addValue(parameter(target.columns().get(i), row[i]));
            }
        }
        return tuple;
    }

    private static Object parameter(Column column, Object value) {
        if (value instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        if (value instanceof Number bits && column.dataType().equals("bit")) {
            // a string of digits would be taken for bytes
            return Buffer.buffer().appendLong(bits.longValue());
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Label label) {
            return label.text();
        }
        return value instanceof JsonText json ? json.text() : value;
    }

    private static String values(String verb, TableSchema target, List<Object[]> rows) {
        StringBuilder sql = new StringBuilder(64 + rows.size() * 64).append(head(verb, target));
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "" : ",");
            append(sql, target, rows.get(i));
        }
        return sql.toString();
    }

    private static void where(StringBuilder sql, TableSchema target, Object[] before) {
        sql.append(" WHERE ");
        if (target.rowKey().isPresent()) {
            byKey(sql, target, target.rowKey().get(), before);
        } else {
            byAllColumns(sql, target, before);
            sql.append(" LIMIT 1");
        }
    }

    private static void byKey(StringBuilder sql, TableSchema target, Key key, Object[] before) {
        String and = "";
        for (String column : key.columns()) {
            sql.append(and).append(Identifiers.quote(column)).append('=');
            Literals.append(sql, before[target.indexOf(column)]);
            and = " AND ";
        }
    }

    private static void byAllColumns(StringBuilder sql, TableSchema target, Object[] before) {
        String and = "";
        for (int i = 0; i < before.length; i++) {
            Column column = target.columns().get(i);
            if (!column.generated()) {
                sql.append(and);
                SameValue.append(sql, column, before[i]);
                and = " AND ";
            }
        }
    }
}
