package io.dm4j.binlog;

import io.dm4j.row.Column;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the {@link Cell} for a column: the definition says what a value means, the TABLE_MAP how long it is. */
final class Cells {
    private static final Set<String> TEXTS = Set.of("tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> BLOBS = Set.of("tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> SHAPES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    private Cells() {}

    /**
     * The cell of one column.
     *
     * @throws Undecodable if definition and layout do not fit, or the type is not supported
     */
    static Cell of(Column column, int type, int metadata, boolean unsigned) {
        String dataType = column.dataType().toLowerCase(Locale.ROOT);
        return switch (dataType) {
            case "tinyint", "bool", "boolean" -> integer(type, ColumnCode.TINY, 1, unsigned, column);
            case "smallint" -> integer(type, ColumnCode.SHORT, 2, unsigned, column);
            case "mediumint" -> integer(type, ColumnCode.INT24, 3, unsigned, column);
            case "int", "integer" -> integer(type, ColumnCode.LONG, 4, unsigned, column);
            case "bigint" -> integer(type, ColumnCode.LONGLONG, 8, unsigned, column);
            case "float" -> fits(column, type, ColumnCode.FLOAT, Numbers::real32);
            case "double", "real" -> fits(column, type, ColumnCode.DOUBLE, Numbers::real64);
            case "decimal", "numeric" -> fits(column, type, ColumnCode.NEWDECIMAL, Numbers.decimal(metadata));
            case "bit" -> fits(column, type, ColumnCode.BIT, Numbers.bits(metadata));
            case "year" -> fits(column, type, ColumnCode.YEAR, Times::year);
            case "date", "time", "datetime", "timestamp" -> time(column, dataType, type, metadata);
            default -> stringLike(column, dataType, type, metadata);
        };
    }

    private static Cell integer(int type, int wanted, int width, boolean unsigned, Column column) {
        return fits(column, type, wanted, unsigned ? Numbers.unsigned(width) : Numbers.signed(width));
    }

    private static Cell time(Column column, String dataType, int type, int metadata) {
        return switch (dataType + " " + type) {
            case "date " + ColumnCode.DATE -> Times::date;
            case "time " + ColumnCode.TIME2 -> Times.time(metadata);
            case "datetime " + ColumnCode.DATETIME2 -> Times.datetime(metadata);
            case "timestamp " + ColumnCode.TIMESTAMP2 -> Times.timestamp(metadata);
            case "time " + ColumnCode.TIME -> old(column, OldTimes::time);
            case "datetime " + ColumnCode.DATETIME -> old(column, OldTimes::datetime);
            case "timestamp " + ColumnCode.TIMESTAMP -> old(column, OldTimes::timestamp);
            default -> throw mismatch(column, type);
        };
    }

    /** The formats before MySQL 5.6 carry no fraction; MariaDB's old one with a fraction has no length we could know. */
    private static Cell old(Column column, Cell cell) {
        if (column.columnType().indexOf('(') >= 0 && !column.columnType().contains("(0)")) {
            throw new Undecodable(
                    BinlogError.UNSUPPORTED_TYPE,
                    "it is kept in the old time format with a fraction (mysql56_temporal_format)");
        }
        return cell;
    }

    private static Cell stringLike(Column column, String dataType, int type, int metadata) {
        if (type == ColumnCode.MARIADB_BLOB_COMPRESSED || type == ColumnCode.MARIADB_VARCHAR_COMPRESSED) {
            throw new Undecodable(BinlogError.UNSUPPORTED_TYPE, "COMPRESSED columns are not supported yet");
        }
        if (TEXTS.contains(dataType) || BLOBS.contains(dataType) || SHAPES.contains(dataType)) {
            return large(column, dataType, type, metadata);
        }
        return switch (dataType) {
            case "varchar", "varbinary" ->
                Strings.variable(
                        metadata, content(column, fitsAny(column, type, ColumnCode.VARCHAR, ColumnCode.VAR_STRING)));
            case "char" -> Strings.fixed(metadata, content(column, fixedType(column, type, metadata)));
            case "binary" -> Strings.padded(metadata, fixedType(column, type, metadata));
            case "enum" ->
                Labels.enumeration(column, labelType(column, type, metadata, ColumnCode.ENUM), metadata >> 8);
            case "set" -> Labels.set(column, labelType(column, type, metadata, ColumnCode.SET), metadata >> 8);
            case "json" -> fits(column, type, ColumnCode.JSON, Strings.large(metadata, JsonDocument::text));
            case "vector" ->
                Strings.large(metadata, Strings.raw(fitsAny(column, type, ColumnCode.VECTOR, ColumnCode.BLOB)));
            default ->
                throw new Undecodable(BinlogError.UNSUPPORTED_TYPE, "its type " + dataType + " is not supported yet");
        };
    }

    private static Cell large(Column column, String dataType, int type, int metadata) {
        boolean shape = SHAPES.contains(dataType);
        int fitting = fitsAny(column, type, shape ? ColumnCode.GEOMETRY : ColumnCode.BLOB, ColumnCode.BLOB);
        return Strings.large(metadata, shape ? Strings.raw(fitting) : content(column, fitting));
    }

    /** Text by the column's character set; a column without one, or with {@code binary}, holds bytes. */
    private static Strings.Content content(Column column, int fittingType) {
        String charset = column.charset();
        boolean bytes = charset.isEmpty() || charset.equals("binary");
        return bytes ? Strings.raw(fittingType) : Charsets.of(charset)::decode;
    }

    private static Cell fits(Column column, int type, int wanted, Cell cell) {
        fitsAny(column, type, wanted, wanted);
        return cell;
    }

    private static int fitsAny(Column column, int type, int wanted, int orElse) {
        if (type != wanted && type != orElse) {
            throw mismatch(column, type);
        }
        return type;
    }

    private static int fixedType(Column column, int type, int metadata) {
        int real = metadata & 0xFF;
        if (type != ColumnCode.STRING || real == ColumnCode.ENUM || real == ColumnCode.SET) {
            throw mismatch(column, type);
        }
        return type;
    }

    /** ENUM and SET travel as STRING with their real type in the metadata's first byte. */
    private static List<String> labelType(Column column, int type, int metadata, int wanted) {
        if (type != wanted && !(type == ColumnCode.STRING && (metadata & 0xFF) == wanted)) {
            throw mismatch(column, type);
        }
        return Labels.of(column.columnType());
    }

    private static Undecodable mismatch(Column column, int type) {
        return new Undecodable(
                BinlogError.COLUMN_MISMATCH,
                "its definition is " + column.dataType() + ", the binlog has type " + type);
    }
}
