package io.dm4j.mysql;

import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableSchema;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A definition as a CREATE TABLE statement: columns and unique keys, all that moving rows needs. For people to read. */
public final class CreateTable {
    private CreateTable() {}

    public static String of(TableSchema schema) {
        return Stream.concat(
                        schema.columns().stream().map(CreateTable::column),
                        schema.uniqueKeys().stream().map(CreateTable::key))
                .collect(Collectors.joining(
                        ",\n  ", "CREATE TABLE " + Identifiers.quote(schema.id()) + " (\n  ", "\n)"));
    }

    private static String column(Column column) {
        return Identifiers.quote(column.name()) + " " + column.columnType()
                + (column.charset().isEmpty() ? "" : " CHARACTER SET " + column.charset())
                + (column.collation().isEmpty() ? "" : " COLLATE " + column.collation())
                + (column.nullable() ? "" : " NOT NULL")
                + (column.generated() ? " /* generated */" : "");
    }

    private static String key(Key key) {
        return (key.primary() ? "PRIMARY KEY" : "UNIQUE KEY " + Identifiers.quote(key.name())) + " ("
                + Identifiers.list(key.columns()) + ")";
    }
}
