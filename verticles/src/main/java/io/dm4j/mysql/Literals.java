package io.dm4j.mysql;

import io.dm4j.row.JsonText;
import io.dm4j.row.Label;
import java.math.BigDecimal;
import java.util.HexFormat;

/**
 * SQL literals that lose nothing, for every value type of {@link io.dm4j.row.RowChange}. True under the session that {@link
 * Database} sets: utf8mb4, backslash escapes on.
 */
public final class Literals {
    private static final HexFormat HEX = HexFormat.of();
    /** Characters. */
    private static final int ROOM_BEHIND = 4096;

    private Literals() {}

    public static void append(StringBuilder sql, Object value) {
        if (value == null) {
            sql.append("NULL");
        } else if (value instanceof String text) {
            text(sql, text);
        } else if (value instanceof byte[] bytes) {
            bytes(sql, bytes);
        } else if (value instanceof Number number) {
            number(sql, number);
        } else {
            text(sql, words(value));
        }
    }

    /** The literal alone. */
    public static String of(Object value) {
        StringBuilder sql = new StringBuilder();
        append(sql, value);
        return sql.toString();
    }

    private static String words(Object value) {
        if (value instanceof Label label) {
            return label.text();
        }
        if (value instanceof JsonText json) {
            return json.text();
        }
        throw new IllegalArgumentException(
                "no literal for a " + value.getClass().getName());
    }

    private static void number(StringBuilder sql, Number number) {
        if (number instanceof Float single) {
            // as a double: the text of a float is shorter, and the server would round it twice
            floating(sql, single.doubleValue());
        } else if (number instanceof Double twice) {
            floating(sql, twice);
        } else if (number instanceof BigDecimal decimal) {
            sql.append(decimal.toPlainString());
        } else {
            sql.append(number);
        }
    }

    /** With an exponent the server reads a double, without one a DECIMAL, which knows no -0. */
    private static void floating(StringBuilder sql, double value) {
        String digits = Double.toString(value);
        sql.append(digits);
        if (digits.indexOf('E') < 0) {
            sql.append("E0");
        }
    }

    private static void bytes(StringBuilder sql, byte[] bytes) {
        // at once, with some room for what follows: a builder that grows holds the text three times
        sql.ensureCapacity(sql.length() + 2 * bytes.length + ROOM_BEHIND);
        sql.append("X'");
        HEX.formatHex(sql, bytes);
        sql.append('\'');
    }

    private static void text(StringBuilder sql, String text) {
        sql.append('\'');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\' || c == 0) {
                sql.append(text, plain, i).append('\\').append(c == 0 ? '0' : c);
                plain = i + 1;
            }
        }
        sql.append(text, plain, text.length()).append('\'');
    }
}
