package io.dm4j.it.sample;

import io.dm4j.it.server.SqlSession;
import java.util.List;

/** A column and the SQL that gives its value as a text which MySQL and MariaDB write alike. */
record ComparedColumn(String name, String dataType, boolean inPrimaryKey) {

    static List<ComparedColumn> read(SqlSession session, String schema, String table) {
        return session
                .query("SELECT CAST(COLUMN_NAME AS CHAR), LOWER(CAST(DATA_TYPE AS CHAR)), CAST(COLUMN_KEY AS CHAR)"
                        + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '" + schema + "' AND TABLE_NAME = '"
                        + table
                        + "' ORDER BY ORDINAL_POSITION")
                .stream()
                .map(row ->
                        new ComparedColumn(row.get(0), row.get(1), row.get(2).equals("PRI")))
                .toList();
    }

    boolean isJson() {
        return dataType.equals("json");
    }

    /** MySQL and MariaDB write them differently, and MySQL not exactly. */
    boolean isFloatingPoint() {
        return dataType.equals("float") || dataType.equals("double");
    }

    /** Never the word NULL except for NULL: texts and bytes come as hexadecimal digits or as their own digest. */
    String canonical() {
        return "COALESCE(" + text() + ", 'NULL')";
    }

    /** For people: text as it is, bytes as hexadecimal digits. */
    String readable() {
        return switch (dataType) {
            case "char", "varchar", "enum", "set" -> "CONVERT(" + quoted() + " USING utf8mb4)";
            default -> text();
        };
    }

    /** The value for comparing outside the server: a JSON document as text, a number in its binary form. */
    String brought() {
        return isFloatingPoint() ? quoted() : "CAST(" + quoted() + " AS CHAR)";
    }

    String quoted() {
        return "`" + name.replace("`", "``") + "`";
    }

    private String text() {
        return switch (dataType) {
            case "bit" -> "CAST(" + quoted() + " + 0 AS CHAR)";
            case "char", "varchar", "enum", "set" -> "HEX(CONVERT(" + quoted() + " USING utf8mb4))";
            case "tinytext", "text", "mediumtext", "longtext", "json" -> "MD5(CONVERT(" + quoted() + " USING utf8mb4))";
            case "tinyblob", "blob", "mediumblob", "longblob" -> "MD5(" + quoted() + ")";
            case "binary", "varbinary", "geometry", "point" -> "HEX(" + quoted() + ")";
            default -> "CAST(" + quoted() + " AS CHAR)";
        };
    }
}
