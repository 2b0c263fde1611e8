package io.dm4j.it.sample;

import io.dm4j.it.server.SqlSession;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Adds up a table's rows. The server does it alone where it can; JSON documents and floating point numbers are brought here
 * and compared by meaning: MySQL rewrites JSON and MariaDB keeps the text it was given, and each writes numbers its own way.
 */
final class TableDigest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    private enum Place {
        SERVER,
        HERE_AS_DOCUMENT,
        HERE_AS_NUMBER
    }

    private final List<Place> places;

    private TableDigest(List<Place> places) {
        this.places = places;
    }

    /** A digest for two tables whose columns have the same names. One side's word for JSON is enough. */
    static TableDigest of(List<ComparedColumn> left, List<ComparedColumn> right) {
        return new TableDigest(IntStream.range(0, left.size())
                .mapToObj(i -> place(left.get(i), right.get(i)))
                .toList());
    }

    private static Place place(ComparedColumn left, ComparedColumn right) {
        if (left.isJson() || right.isJson()) {
            return Place.HERE_AS_DOCUMENT;
        }
        return left.isFloatingPoint() || right.isFloatingPoint() ? Place.HERE_AS_NUMBER : Place.SERVER;
    }

    /** What one side holds. */
    record Side(long rows, String sum) {}

    Side of(SqlSession session, String schema, String table, List<ComparedColumn> columns) {
        return places.stream().allMatch(place -> place == Place.SERVER)
                ? byServer(session, schema, table, columns)
                : byUs(session, schema, table, columns);
    }

    /** Every row as key and digest, and how often it is there: for telling which ones differ. */
    Map<String, Integer> rows(SqlSession session, String schema, String table, List<ComparedColumn> columns) {
        Map<String, Integer> counts = new HashMap<>();
        String sql = select(key(columns) + ", " + rowDigest(columns), schema, table, columns);
        for (List<String> row : session.queryExactly(sql)) {
            BigInteger digest = digest(row.subList(1, row.size()));
            counts.merge(row.get(0) + " (digest " + digest.toString(36) + ")", 1, Integer::sum);
        }
        return counts;
    }

    private Side byServer(SqlSession session, String schema, String table, List<ComparedColumn> columns) {
        String digests = "SELECT " + rowDigest(columns) + " AS d FROM " + name(schema, table);
        List<String> row = session.query("SELECT CAST(COUNT(*) AS CHAR), CAST(COALESCE(SUM(" + number("LEFT(d, 16)")
                        + "), 0) AS CHAR), " + "CAST(COALESCE(SUM(" + number("RIGHT(d, 16)") + "), 0) AS CHAR) FROM ("
                        + digests + ") AS rows_of_table")
                .get(0);
        return new Side(Long.parseLong(row.get(0)), row.get(1) + "/" + row.get(2));
    }

    private static String number(String hex) {
        return "CAST(CONV(" + hex + ", 16, 10) AS DECIMAL(21))";
    }

    private Side byUs(SqlSession session, String schema, String table, List<ComparedColumn> columns) {
        BigInteger sum = BigInteger.ZERO;
        List<List<String>> rows = session.queryExactly(select(rowDigest(columns), schema, table, columns));
        for (List<String> row : rows) {
            sum = sum.add(digest(row)).mod(MODULUS);
        }
        return new Side(rows.size(), sum.toString());
    }

    /** The server's digest of a row and the values that were brought here with it. */
    private BigInteger digest(List<String> row) {
        StringBuilder text = new StringBuilder(row.get(0));
        Iterator<String> brought = row.listIterator(1);
        for (Place place : places) {
            if (place != Place.SERVER) {
                String value = brought.next();
                text.append(' ').append(place == Place.HERE_AS_DOCUMENT ? canonicalDocument(value) : value);
            }
        }
        return md5(text.toString());
    }

    private String select(String first, String schema, String table, List<ComparedColumn> columns) {
        String brought = IntStream.range(0, places.size())
                .filter(i -> places.get(i) != Place.SERVER)
                .mapToObj(i -> ", " + columns.get(i).brought())
                .collect(Collectors.joining());
        return "SELECT " + first + brought + " FROM " + name(schema, table);
    }

    private String rowDigest(List<ComparedColumn> columns) {
        return IntStream.range(0, places.size())
                .filter(i -> places.get(i) == Place.SERVER)
                .mapToObj(i -> columns.get(i).canonical())
                .collect(Collectors.joining(", ", "MD5(CONCAT_WS('|', '', ", "))"));
    }

    /** The primary key's values; of a table without one, nothing. */
    private static String key(List<ComparedColumn> columns) {
        return columns.stream()
                .filter(ComparedColumn::inPrimaryKey)
                .map(column -> ", " + column.readable())
                .collect(Collectors.joining("", "CONCAT_WS(' ', 'key'", ")"));
    }

    private static String name(String schema, String table) {
        return "`" + schema + "`.`" + table + "`";
    }

    private static String canonicalDocument(String text) {
        return text == null ? "NULL" : canonical(Json.decodeValue(text));
    }

    /** Keys sorted, numbers by value, no blanks. */
    private static String canonical(Object value) {
        if (value instanceof JsonObject object) {
            return new TreeMap<>(object.getMap())
                    .keySet().stream()
                            .map(key -> Json.encode(key) + ":" + canonical(object.getValue(key)))
                            .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(TableDigest::canonical).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : Json.encode(value);
    }

    private static BigInteger md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(HexFormat.of().formatHex(digest), 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
