package io.dm4j.it.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import io.dm4j.position.Position;
import io.dm4j.row.Column;
import io.dm4j.row.JsonText;
import io.dm4j.row.Label;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableSchema;
import io.vertx.core.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every column type comes out of io.dm4j.binlog as the server itself shows it. */
class TypesTest {

    /** Column definition, then values as SQL. */
    private static final List<List<String>> COMMON = List.of(
            List.of("TINYINT", "-128", "127", "0", "NULL"),
            List.of("TINYINT UNSIGNED", "255", "128", "0", "NULL"),
            List.of("SMALLINT", "-32768", "32767", "-1"),
            List.of("SMALLINT UNSIGNED", "65535", "32768"),
            List.of("MEDIUMINT", "-8388608", "8388607", "-1"),
            List.of("MEDIUMINT UNSIGNED", "16777215", "8388608"),
            List.of("INT", "-2147483648", "2147483647", "-1"),
            List.of("INT UNSIGNED", "4294967295", "2147483648"),
            List.of("INT(7) UNSIGNED ZEROFILL", "4294967295", "7"),
            List.of("BIGINT", "-9223372036854775808", "9223372036854775807", "-1"),
            List.of("BIGINT UNSIGNED", "18446744073709551615", "9223372036854775808", "9223372036854775807"),
            List.of("FLOAT", "1.5", "-3.4e38", "0.1", "1e-37"),
            List.of("DOUBLE", "1.7976931348623157e308", "-0.1", "2.5e-300"),
            List.of(
                    "DECIMAL(65,30)",
                    "12345678901234567890123456789012345.123456789012345678901234567890",
                    "-0.000000000000000000000000000001",
                    "0"),
            List.of("DECIMAL(10,0)", "-9999999999", "1", "0"),
            List.of("DECIMAL(5,5)", "-0.99999", "0.00001"),
            List.of("DECIMAL(18,9) UNSIGNED", "999999999.999999999", "0.1"),
            List.of("DECIMAL(19,2)", "-12345678901234567.89", "1.1"),
            List.of("BIT(1)", "1", "0"),
            List.of("BIT(9)", "b'100000001'", "b'11'"),
            List.of("BIT(64)", "18446744073709551615", "9223372036854775807", "1"),
            List.of("YEAR", "1901", "2155", "0"),
            List.of(
                    "DATE",
                    "'0000-00-00'",
                    "'2020-06-00'",
                    "'2020-00-00'",
                    "'9999-12-31'",
                    "'1000-01-01'",
                    "'0001-02-03'"),
            List.of("TIME", "'-838:59:59'", "'838:59:59'", "'-00:00:01'", "'00:00:00'"),
            List.of("TIME(1)", "'-12:34:56.7'", "'12:34:56.7'", "'-00:00:00.1'"),
            List.of("TIME(2)", "'-12:34:56.78'", "'12:34:56.78'", "'-00:00:00.01'"),
            List.of("TIME(3)", "'-12:34:56.789'", "'838:59:58.999'", "'-00:00:00.001'"),
            List.of("TIME(4)", "'-12:34:56.7891'", "'-00:00:00.0001'"),
            List.of("TIME(5)", "'-12:34:56.78912'", "'-00:00:00.00001'"),
            List.of("TIME(6)", "'-838:59:58.999999'", "'838:59:58.999999'", "'-00:00:00.000001'", "'-01:00:00.000000'"),
            List.of("DATETIME", "'0000-00-00 00:00:00'", "'2020-06-00 01:02:03'", "'9999-12-31 23:59:59'"),
            List.of("DATETIME(1)", "'1582-10-10 10:11:12.3'", "'0000-00-00 00:00:00.0'"),
            List.of("DATETIME(2)", "'2024-02-29 10:11:12.34'"),
            List.of("DATETIME(3)", "'2024-02-29 10:11:12.345'", "'2024-02-29 10:11:12.005'"),
            List.of("DATETIME(4)", "'2024-02-29 10:11:12.3456'"),
            List.of("DATETIME(5)", "'2024-02-29 10:11:12.34567'"),
            List.of(
                    "DATETIME(6)",
                    "'2024-02-29 10:11:12.345678'",
                    "'1000-01-01 00:00:00.000001'",
                    "'0000-00-00 00:00:00.000000'"),
            List.of("TIMESTAMP NULL", "'0000-00-00 00:00:00'", "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'"),
            List.of("TIMESTAMP(1) NULL", "'2024-03-31 02:30:00.9'", "'0000-00-00 00:00:00'"),
            List.of("TIMESTAMP(3) NULL", "'2024-10-27 02:30:00.999'", "NULL"),
            List.of("TIMESTAMP(6) NULL", "'2038-01-19 03:14:07.999999'", "'0000-00-00 00:00:00'"),
            List.of("CHAR(10) CHARACTER SET utf8mb4", "'猫 🐈'", "''", "'a  '"),
            List.of("CHAR(255) CHARACTER SET utf8mb4", "'long ünïcode 猫'", "REPEAT('🐈', 255)"),
            List.of("VARCHAR(10) CHARACTER SET latin1", "'hé€'", "CONVERT(x'818D8F909DFF' USING latin1)"),
            List.of("VARCHAR(300) CHARACTER SET utf8mb4", "REPEAT('猫', 300)", "'trailing  '"),
            List.of("VARCHAR(20) CHARACTER SET utf8mb3", "'日本'"),
            List.of("VARCHAR(20) CHARACTER SET ascii", "'plain'"),
            List.of("VARCHAR(20) CHARACTER SET gbk", "'中文'"),
            List.of("VARCHAR(20) CHARACTER SET gb2312", "'中文'"),
            List.of("VARCHAR(20) CHARACTER SET big5", "'中文'"),
            List.of("VARCHAR(20) CHARACTER SET sjis", "'日本ｶﾅ'"),
            List.of("VARCHAR(20) CHARACTER SET cp932", "'日本①'"),
            List.of("VARCHAR(20) CHARACTER SET ujis", "'日本ｶﾅ'"),
            List.of("VARCHAR(20) CHARACTER SET eucjpms", "'日本①'"),
            List.of("VARCHAR(20) CHARACTER SET euckr", "'한국'"),
            List.of("VARCHAR(20) CHARACTER SET cp1251", "'Привет'"),
            List.of("VARCHAR(20) CHARACTER SET koi8r", "'Привет'"),
            List.of("VARCHAR(20) CHARACTER SET greek", "'Ελλάδα'"),
            List.of("VARCHAR(20) CHARACTER SET latin2", "'zażółć'"),
            List.of("VARCHAR(20) CHARACTER SET utf16", "'猫 🐈'"),
            List.of("CHAR(20) CHARACTER SET ucs2", "'日本'"),
            List.of("VARCHAR(20) CHARACTER SET utf32", "'猫 🐈'"),
            List.of("VARCHAR(20) CHARACTER SET utf16le", "'猫 🐈'"),
            List.of("BINARY(4)", "x'01000000'", "x'00000000'", "x'FFFFFFFF'"),
            List.of("BINARY(255)", "x'01'"),
            List.of("VARBINARY(10)", "x'0100'", "x''"),
            List.of("VARBINARY(400)", "REPEAT(x'00FF', 200)"),
            List.of("TINYBLOB", "x'00FF'"),
            List.of("BLOB", "x'00FF00'", "x''"),
            List.of("MEDIUMBLOB", "REPEAT(x'00FF', 40000)"),
            List.of("LONGBLOB", "x'AB'"),
            List.of("TINYTEXT CHARACTER SET latin1", "'é€'"),
            List.of("TEXT CHARACTER SET utf8mb4", "'猫 🐈\\n\\0'"),
            List.of("MEDIUMTEXT CHARACTER SET utf8mb4", "REPEAT('猫', 30000)"),
            List.of("LONGTEXT CHARACTER SET utf16", "'猫 🐈'"),
            List.of(
                    "ENUM('a','it''s','x,y','back\\\\slash','é猫') CHARACTER SET utf8mb4",
                    "'a'",
                    "'it''s'",
                    "'x,y'",
                    "'back\\\\slash'",
                    "'é猫'",
                    "0"),
            List.of("SET('a','it''s','é猫','d') CHARACTER SET utf8mb4", "'a,é猫'", "'it''s,d'", "''"),
            List.of(
                    "JSON",
                    "'{\"k\": [1, -2, 3.5, true, null, \"猫\\\\n\\\\\"\", {}], \"z\": 18446744073709551615}'",
                    "'\"s\"'",
                    "'[]'",
                    "'-9223372036854775808'"),
            List.of("GEOMETRY", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('LINESTRING(0 0,1 1)', 4326)"),
            List.of("POINT", "POINT(1.5, -2.5)"));

    private static final List<List<String>> MYSQL_ONLY = List.of(
            List.of("VARCHAR(20) CHARACTER SET gb18030", "'中文🐈'"),
            List.of(
                    "JSON",
                    "JSON_OBJECT('d', CAST('2020-01-02' AS DATE), 't', CAST('-12:34:56.78' AS TIME(2)), 'dt',"
                            + " CAST('2020-01-02 03:04:05.6' AS DATETIME(6)), 'n', CAST(-1234567890.12345 AS DECIMAL(20,5)),"
                            + " 'y', CAST(2020 AS YEAR))",
                    "CAST(CAST(x'00FF' AS BINARY) AS JSON)",
                    "JSON_ARRAY(65535, 65536, -32769, 4294967295, 4294967296, 1.5e300, 0.1, 1e20)",
                    "JSON_OBJECT('a', REPEAT('x', 200), 'b', REPEAT('y', 70000))",
                    "CAST('[\"\\\\u0001\\\\u001f\\\\u007f/\"]' AS JSON)"));

    @Test
    void mysqlTypesComeAsTheServerShowsThem() {
        assumeTrue(TestServers.mysqlAvailable());
        List<List<String>> all = new ArrayList<>(COMMON);
        all.addAll(MYSQL_ONLY);

        comeAsTheServerShowsThem(SharedServers.mysql(), all);
    }

    @Test
    void mariadbTypesComeAsTheServerShowsThem() {
        comeAsTheServerShowsThem(SharedServers.mariadb(), COMMON);
    }

    private void comeAsTheServerShowsThem(DatabaseServer server, List<List<String>> types) {
        String schema = SharedServers.schema("types");
        Position start = fill(server, schema, types);
        TableSchema table = Schemas.of(server, schema, "t");

        List<RowChange> changes = new ArrayList<>();
        try (Follow follow = Follow.byPosition(server, start)) {
            follow.until(e -> rowsOf(e, table, changes) >= rows(types) + 1);
        }

        List<List<String>> shown = server.query(select(table));
        List<List<String>> decoded = changes.subList(0, rows(types)).stream()
                .map(c -> texts(table, ((RowChange.Insert) c).after()))
                .toList();
        for (int row = 0; row < shown.size(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                assertThat(decoded.get(row).get(column))
                        .as("row %d, column %s", row, table.columns().get(column))
                        .isEqualTo(shown(
                                shown.get(row).get(column), table.columns().get(column)));
            }
        }
    }

    private static int rowsOf(BinlogEvent event, TableSchema table, List<RowChange> changes) {
        if (event instanceof BinlogEvent.Rows rows && rows.table().equals(table.id())) {
            changes.addAll(rows.decode(table));
        }
        return changes.size();
    }

    /** One column per type, one row per value; then an update and a delete of it, which must decode too. */
    private Position fill(DatabaseServer server, String schema, List<List<String>> types) {
        StringBuilder create = new StringBuilder("CREATE TABLE " + schema + ".t (id INT PRIMARY KEY");
        for (int i = 0; i < types.size(); i++) {
            create.append(", c").append(i).append(' ').append(types.get(i).get(0));
        }
        try (SqlSession session = server.session()) {
            session.execute("SET sql_mode = ''", "CREATE DATABASE " + schema, create + ")");
            Position start = Follow.end(server);
            for (int row = 0; row < rows(types); row++) {
                session.execute("INSERT INTO " + schema + ".t VALUES (" + row + ", " + values(types, row) + ")");
            }
            session.execute(
                    "UPDATE " + schema + ".t SET id = id + 1000 WHERE id = 0 ORDER BY id DESC",
                    "UPDATE " + schema + ".t SET id = 0 WHERE id = 1000");
            return start;
        }
    }

    private static String values(List<List<String>> types, int row) {
        return types.stream()
                .map(t -> row + 1 < t.size() ? t.get(row + 1) : "NULL")
                .collect(Collectors.joining(", "));
    }

    private static int rows(List<List<String>> types) {
        return types.stream().mapToInt(List::size).max().orElse(1) - 1;
    }

    private static String select(TableSchema table) {
        return table.columns().stream()
                .map(TypesTest::expression)
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + table.id() + " ORDER BY id"));
    }

    private static String expression(Column column) {
        String name = column.name();
        return switch (column.dataType()) {
            case "bit" -> "CAST(" + name + " + 0 AS CHAR)";
            case "float", "double" -> "CAST(" + name + " + 0e0 AS CHAR)";
            case "json" -> "CAST(" + name + " AS CHAR)";
            case "year", "int" -> "CAST(" + name + " + 0 AS CHAR)";
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> "HEX(" + name + ")";
            case "geometry", "point" -> "HEX(" + name + ")";
            default ->
                column.charset().isEmpty() ? "CAST(" + name + " AS CHAR)" : "HEX(CONVERT(" + name + " USING utf8mb4))";
        };
    }

    private static String shown(String text, Column column) {
        if (text == null) {
            return null;
        }
        return switch (column.dataType()) {
            case "float" -> String.valueOf((double) Float.parseFloat(text));
            case "double" -> String.valueOf(Double.parseDouble(text));
            case "json" -> Json.decodeValue(text).toString();
            default -> text;
        };
    }

    private static List<String> texts(TableSchema table, Object[] row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            texts.add(text(row[i], table.columns().get(i).charset().isEmpty()));
        }
        return texts;
    }

    private static String text(Object value, boolean plain) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return hex(bytes);
        }
        if (value instanceof String s) {
            return plain ? s : hex(s.getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof Label label) {
            return hex(label.text().getBytes(StandardCharsets.UTF_8));
        }
        if (value instanceof JsonText json) {
            return Json.decodeValue(json.text()).toString();
        }
        if (value instanceof Float f) {
            return String.valueOf((double) f);
        }
        return value instanceof BigDecimal d ? d.toPlainString() : value.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
    }
}
