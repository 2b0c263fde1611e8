package io.dm4j.binlog;

/** Numbers of the column types in a TABLE_MAP event. */
final class ColumnCode {
    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int TIMESTAMP = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int TIME = 11;
    static final int DATETIME = 12;
    static final int YEAR = 13;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP2 = 17;
    static final int DATETIME2 = 18;
    static final int TIME2 = 19;
    static final int MARIADB_BLOB_COMPRESSED = 140;
    static final int MARIADB_VARCHAR_COMPRESSED = 141;
    static final int VECTOR = 242;
    static final int JSON = 245;
    static final int NEWDECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    private ColumnCode() {}

    /** Bytes of metadata that a column of this type has in TABLE_MAP. */
    static int metadataLength(int type) {
        return switch (type) {
            case FLOAT, DOUBLE, BLOB, JSON, GEOMETRY, VECTOR, TIME2, DATETIME2, TIMESTAMP2, MARIADB_BLOB_COMPRESSED ->
                1;
            case VARCHAR, VAR_STRING, BIT, NEWDECIMAL, STRING, ENUM, SET, MARIADB_VARCHAR_COMPRESSED -> 2;
            default -> 0;
        };
    }

    /** True if the type has a place in TABLE_MAP's list of signs. */
    static boolean isNumeric(int type) {
        return switch (type) {
            case TINY, SHORT, INT24, LONG, LONGLONG, NEWDECIMAL, FLOAT, DOUBLE, YEAR -> true;
            default -> false;
        };
    }
}
