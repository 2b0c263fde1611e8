package io.dm4j.it.bench;

import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.server.SqlSession;
import java.util.ArrayList;
import java.util.List;

/** Makes the source's rows and changes, always the same ones. */
final class Tables {
    private static final int ROWS_OF_BULK = 1000;
    private static final String COLLATION = " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
    private static final String ACCOUNT =
            "id BIGINT PRIMARY KEY, owner VARCHAR(40) NOT NULL, balance DECIMAL(12,2) NOT NULL,"
                    + " visits INT NOT NULL, at DATETIME(3) NOT NULL";

    private final Arena arena;

    Tables(Arena arena) {
        this.arena = arena;
    }

    /** A table to be copied. */
    record Copied(String schema, long rows, long bytes) {}

    void prepare() {
        List<String> values = new ArrayList<>();
        for (int digit = 0; digit < 10; digit++) {
            values.add("(" + digit + ")");
        }
        arena.source()
                .execute(
                        "SET GLOBAL innodb_flush_log_at_trx_commit = 2",
                        "SET GLOBAL sync_binlog = 0",
                        "SET sql_log_bin = 0",
                        "CREATE DATABASE tools",
                        "CREATE TABLE tools.digit (d INT PRIMARY KEY)",
                        "INSERT INTO tools.digit VALUES " + String.join(",", values));
    }

    /** About 50 bytes a row. */
    Copied narrow(long rows) {
        return filled(
                "bench_narrow",
                rows,
                "id BIGINT PRIMARY KEY, a INT NOT NULL, b INT NOT NULL, name VARCHAR(40) NOT NULL, at DATETIME NOT NULL,"
                        + " KEY (a)",
                "n, n * 7 % 100003, n % 97, CONCAT('name ', MD5(n)), '2024-01-01' + INTERVAL n SECOND");
    }

    /** Twenty columns, about 700 bytes a row. */
    Copied wide(long rows) {
        return filled(
                "bench_wide",
                rows,
                "id BIGINT UNSIGNED PRIMARY KEY, i1 INT, i2 INT UNSIGNED, i3 SMALLINT, i4 TINYINT, i5 BIGINT,"
                        + " d1 DECIMAL(12,2), d2 DECIMAL(30,10), f1 DOUBLE, f2 FLOAT, s1 VARCHAR(80), s2 VARCHAR(80),"
                        + " s3 CHAR(32), s4 VARCHAR(200), t1 DATETIME(6), t2 TIMESTAMP NULL, t3 DATE, e1 ENUM('new','paid','sent'),"
                        + " doc JSON, note TEXT",
                "n, n % 1000003, n * 3, n % 30000, n % 120, n * 1000003, n / 7, n / 11, n / 13, n % 1000, SHA1(n),"
                        + " CONCAT('Straße ', n), MD5(n), REPEAT(MD5(n), 4), '2024-01-01' + INTERVAL n * 1001 MICROSECOND,"
                        + " '2024-01-01' + INTERVAL n MINUTE, '2024-01-01' + INTERVAL n % 700 DAY, 1 + n % 3,"
                        + " JSON_OBJECT('n', n, 'tags', JSON_ARRAY('a', 'b', n)), REPEAT(SHA1(n), 6)");
    }

    /** 20 kB a row. */
    Copied blobs(long rows) {
        return filled(
                "bench_blobs",
                rows,
                "id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, content MEDIUMBLOB NOT NULL",
                "n, CONCAT('file ', n), REPEAT(UNHEX(SHA2(n, 512)), 320)");
    }

    private Copied filled(String schema, long rows, String definition, String values) {
        arena.source()
                .execute(
                        "SET sql_log_bin = 0",
                        "CREATE DATABASE " + schema + COLLATION,
                        "CREATE TABLE " + schema + ".t (" + definition + ")",
                        "INSERT INTO " + schema + ".t SELECT " + values + " FROM " + numbers(1, rows),
                        "ANALYZE TABLE " + schema + ".t");
        String bytes = arena.source()
                .value("SELECT CAST(DATA_LENGTH AS CHAR) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + schema
                        + "'");
        return new Copied(schema, rows, Long.parseLong(bytes));
    }

    private static String numbers(long first, long count) {
        return "(SELECT " + first + " + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d AS n"
                + " FROM tools.digit f, tools.digit e, tools.digit d, tools.digit c, tools.digit b, tools.digit a"
                + " ORDER BY n LIMIT " + count + ") AS numbers";
    }

    /** Of ten transactions with one row each, five insert, four update and one deletes. */
    BinlogPiece single(long transactions) {
        return piece("bench_single", session -> {
            session.execute(
                    "SET sql_log_bin = 0",
                    "CREATE PROCEDURE tools.single(IN last INT) BEGIN DECLARE i INT DEFAULT 0; WHILE i < last DO"
                            + " CASE WHEN i % 2 = 0 THEN INSERT INTO bench_single.account VALUES"
                            + " (i, CONCAT('owner ', MD5(i)), i / 100, 0, NOW(3));"
                            + " WHEN i % 10 = 9 THEN DELETE FROM bench_single.account WHERE id = i - 9;"
                            + " ELSE UPDATE bench_single.account SET balance = balance + 1, visits = visits + 1"
                            + " WHERE id = i - 1; END CASE; SET i = i + 1; END WHILE; END",
                    "SET sql_log_bin = 1",
                    "CALL tools.single(" + transactions + ")");
            return transactions;
        });
    }

    /** Of four transactions with 1,000 rows each, two insert, one updates and one deletes every other row. */
    BinlogPiece bulk(int transactions) {
        return piece("bench_bulk", session -> {
            long rows = 0;
            for (int i = 0; i < transactions; i++) {
                rows += session.execute(bulkStatement(i));
            }
            return rows;
        });
    }

    private static String bulkStatement(int i) {
        long first = 1L + (i / 4) * 2L * ROWS_OF_BULK;
        return switch (i % 4) {
            case 0 -> bulkInsert(first);
            case 1 -> bulkInsert(first + ROWS_OF_BULK);
            case 2 ->
                "UPDATE bench_bulk.account SET visits = visits + 1 WHERE id BETWEEN " + first + " AND "
                        + (first + ROWS_OF_BULK - 1);
            default ->
                "DELETE FROM bench_bulk.account WHERE id >= " + first + " AND id < " + (first + 2L * ROWS_OF_BULK)
                        + " AND id % 2 = 0";
        };
    }

    private static String bulkInsert(long first) {
        return "INSERT INTO bench_bulk.account SELECT n, CONCAT('owner ', MD5(n)), n / 100, 0, NOW(3) FROM "
                + numbers(first, ROWS_OF_BULK);
    }

    /** Does the changes; completes with the count of changed rows. */
    private interface Changes {
        long in(SqlSession session);
    }

    private BinlogPiece piece(String schema, Changes changes) {
        arena.source()
                .execute(
                        "SET sql_log_bin = 0",
                        "CREATE DATABASE " + schema + COLLATION,
                        "CREATE TABLE " + schema + ".account (" + ACCOUNT + ")");
        arena.source().execute("FLUSH BINARY LOGS");
        arena.measure(Dm4j.copying(arena, schema));
        BinlogPlace from = BinlogPlace.of(arena.source());
        try (SqlSession session = arena.source().session()) {
            long rows = changes.in(session);
            BinlogPlace to = BinlogPlace.of(arena.source());
            if (!from.file().equals(to.file())) {
                throw new IllegalStateException("the changes must fit into one binlog file");
            }
            return new BinlogPiece(schema, "account", from, to, rows, to.offset() - from.offset());
        }
    }
}
