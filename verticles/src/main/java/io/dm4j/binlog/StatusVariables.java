package io.dm4j.binlog;

import java.util.OptionalLong;

/** Reads the status block of a QUERY event; entries of an unknown kind end the reading, as servers append new ones. */
final class StatusVariables {
    private static final int FLAGS = 0;
    private static final int SQL_MODE = 1;
    private static final int CATALOG = 2;
    private static final int AUTO_INCREMENT = 3;
    private static final int CHARSET = 4;
    private static final int TIME_ZONE = 5;
    private static final int CATALOG_NZ = 6;
    private static final int LC_TIME_NAMES = 7;
    private static final int CHARSET_DATABASE = 8;
    private static final int TABLE_MAP_FOR_UPDATE = 9;
    private static final int MASTER_DATA_WRITTEN = 10;
    private static final int INVOKER = 11;
    private static final int UPDATED_DATABASES = 12;
    private static final int MICROSECONDS = 13;
    private static final int EXPLICIT_DEFAULTS = 16;
    private static final int DDL_XID = 17;
    private static final int UTF8MB4_COLLATION = 18;
    private static final int REQUIRE_PRIMARY_KEY = 19;
    private static final int TABLE_ENCRYPTION = 20;
    private static final int MARIADB_HRNOW = 128;
    private static final int MARIADB_XID = 129;
    private static final int MARIADB_GTID_FLAGS = 130;
    private static final int OVER_MAX_DATABASES = 254;
    private static final long NO_FOREIGN_KEY_CHECKS = 1L << 26;
    private static final long RELAXED_UNIQUE_CHECKS = 1L << 27;

    private OptionalLong sqlMode = OptionalLong.empty();
    private long flags;
    private int increment = 1;
    private int incrementOffset = 1;
    private int client;
    private int connection;
    private int server;
    private int database;
    private int utf8mb4;
    private String timeZone = "";
    private long micros;

    private StatusVariables() {}

    static SessionVariables read(Bytes block, long timestampSeconds) {
        StatusVariables variables = new StatusVariables();
        boolean known = true;
        while (known && block.remaining() > 0) {
            known = variables.readOne(block.u8(), block);
        }
        return variables.session(timestampSeconds);
    }

    private boolean readOne(int kind, Bytes block) {
        switch (kind) {
            case FLAGS -> flags = block.u32();
            case SQL_MODE -> sqlMode = OptionalLong.of(block.i64());
            case AUTO_INCREMENT -> readIncrement(block);
            case CHARSET -> readCollations(block);
            case TIME_ZONE -> timeZone = block.name(block.u8());
            case CHARSET_DATABASE -> database = block.u16();
            case MICROSECONDS, MARIADB_HRNOW -> micros = block.little(3);
            case UTF8MB4_COLLATION -> utf8mb4 = block.u16();
            default -> {
                return pass(kind, block);
            }
        }
        return true;
    }

    /** Steps over what a statement's effect does not depend on. */
    private static boolean pass(int kind, Bytes block) {
        switch (kind) {
            case CATALOG -> block.skip(block.u8() + 1);
            case CATALOG_NZ -> block.skip(block.u8());
            case LC_TIME_NAMES, MARIADB_GTID_FLAGS -> block.skip(2);
            case TABLE_MAP_FOR_UPDATE, DDL_XID, MARIADB_XID -> block.skip(8);
            case MASTER_DATA_WRITTEN -> block.skip(4);
            case EXPLICIT_DEFAULTS, REQUIRE_PRIMARY_KEY, TABLE_ENCRYPTION -> block.skip(1);
            case INVOKER -> passInvoker(block);
            case UPDATED_DATABASES -> passDatabases(block);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void passInvoker(Bytes block) {
        block.skip(block.u8());
        block.skip(block.u8());
    }

    private static void passDatabases(Bytes block) {
        int count = block.u8();
        for (int i = 0; count != OVER_MAX_DATABASES && i < count; i++) {
            block.zeroTerminatedName();
        }
    }

    private void readIncrement(Bytes block) {
        increment = block.u16();
        incrementOffset = block.u16();
    }

    private void readCollations(Bytes block) {
        client = block.u16();
        connection = block.u16();
        server = block.u16();
    }

    private SessionVariables session(long timestampSeconds) {
        return new SessionVariables(
                timestampSeconds * 1_000_000 + micros,
                sqlMode,
                (flags & NO_FOREIGN_KEY_CHECKS) == 0,
                (flags & RELAXED_UNIQUE_CHECKS) == 0,
                increment,
                incrementOffset,
                client,
                connection,
                server,
                database,
                utf8mb4,
                timeZone);
    }
}
