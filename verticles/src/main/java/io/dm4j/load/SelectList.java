package io.dm4j.load;

import io.dm4j.mysql.Identifiers;
import io.dm4j.row.Column;
import io.dm4j.row.JsonText;
import io.dm4j.row.Label;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads columns so that nothing is lost on the way to our value types. */
final class SelectList {
    /** The client would make Java dates of them, which know no zero dates, or a tree of a JSON document's text. */
    private static final Set<String> AS_TEXT =
            Set.of("date", "datetime", "timestamp", "time", "year", "json", "uuid", "inet4", "inet6");

    private static final Set<String> AS_BYTES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    private static final int NUMBER_BYTES = 8;

    private final List<Column> columns;

    SelectList(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    String sql() {
        return columns.stream().map(SelectList::expression).collect(Collectors.joining(", "));
    }

    static String expression(Column column) {
        String name = Identifiers.quote(column.name());
        if (AS_TEXT.contains(column.dataType())) {
            return "CAST(" + name + " AS CHAR)";
        }
        if (AS_BYTES.contains(column.dataType())) {
            return "CAST(" + name + " AS BINARY)";
        }
        return column.dataType().equals("bit") ? name + " + 0" : name;
    }

    Object[] values(Row row) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns.get(i), row.getValue(i));
        }
        return values;
    }

    private static Object value(Column column, Object read) {
        if (read instanceof Number number) {
            return number(column, number);
        }
        if (read instanceof Buffer buffer) {
            return buffer.getBytes();
        }
        return read instanceof String text ? text(column, text) : read;
    }

    private static Object number(Column column, Number number) {
        if (number instanceof Float || number instanceof Double) {
            return number;
        }
        if (column.dataType().equals("decimal")) {
            return ((Numeric) number).bigDecimalValue();
        }
        return number instanceof Numeric whole ? integer(whole.bigIntegerValue()) : (Object) number.longValue();
    }

    private static Object integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Object text(Column column, String text) {
        return switch (column.dataType()) {
            case "enum", "set" -> new Label(text);
            case "json" -> new JsonText(text);
            default -> text;
        };
    }

    /** What a row weighs in memory and on the wire, about. */
    static long bytes(Object[] values) {
        long bytes = 0;
        for (Object value : values) {
            bytes += bytes(value);
        }
        return bytes;
    }

    private static long bytes(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof byte[] binary) {
            return binary.length;
        }
        if (value instanceof JsonText json) {
            return json.text().length();
        }
        return value == null ? 1 : NUMBER_BYTES;
    }
}
