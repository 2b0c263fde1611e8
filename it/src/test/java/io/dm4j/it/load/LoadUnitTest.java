package io.dm4j.it.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.error.ErrorCode;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import io.dm4j.load.LoadError;
import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.dm4j.unit.UnitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code io.dm4j.load} does between real servers. */
class LoadUnitTest {
    private final String schema = SharedServers.schema("load");
    private DatabaseServer mysql;
    private DatabaseServer mariadb;

    @BeforeEach
    void servers() {
        assumeTrue(TestServers.mysqlAvailable());
        mysql = SharedServers.mysql();
        mariadb = SharedServers.mariadb();
        mysql.execute("CREATE DATABASE " + schema);
    }

    @Test
    void copiesADatabaseRowByRowAndSaysHowLongTheLockWasHeld() {
        Sample sample = new Sample(mysql, schema, 3000, 42);
        mysql.execute("DROP DATABASE " + schema);
        sample.create();
        sample.fill();
        try (Copying copying = new Copying(mysql, mariadb, schema, 4, 500)) {
            UnitResult result = copying.run();

            assertThat(result).isEqualTo(new UnitResult.Finished());
            assertThat(copying.status().lockHeld()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(2));
            assertThat(copying.status().rowsDone()).isEqualTo(sample.rowCount());
            assertThat(copying.status().bytesEstimated())
                    .isEqualTo(copying.status().bytesDone());
            assertThat(copying.status().tablesDone()).isEqualTo(copying.status().tables());
            assertEqual(copying);
        }
    }

    @Test
    void copiesARealCopyOnceMoreWithoutTouchingItsChunks() {
        numbers("numbers", 100);
        try (Copying copying = new Copying(mysql, mariadb, schema, 2, 10)) {
            copying.run();

            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertThat(copying.record("SELECT MAX(attempts) FROM %s_load_chunk`"))
                    .isEqualTo("1");
        }
    }

    @Test
    void losesNothingOfAnyType() {
        createTypes();
        try (Copying copying = new Copying(mysql, mariadb, schema, 1, 100)) {
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertEqual(copying);
            assertSameBytes(copying);
        }
    }

    @Test
    void losesNothingOfAnyTypeBackToMysql() {
        createTypes();
        try (Copying copying = new Copying(mysql, mysql, schema, 1, 100)) {
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertSameBytes(copying);
        }
    }

    private void createTypes() {
        mysql.execute(
                "SET sql_mode = 'ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO'",
                "USE " + schema,
                "CREATE TABLE types (id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, ti TINYINT, tu TINYINT UNSIGNED,"
                        + " si SMALLINT UNSIGNED, mi MEDIUMINT, mu MEDIUMINT UNSIGNED, i INT, iu INT UNSIGNED, b BIGINT,"
                        + " d DECIMAL(65,30), f FLOAT, db DOUBLE, b1 BIT(1), b64 BIT(64), da DATE, ti6 TIME(6),"
                        + " dt DATETIME(6), ts TIMESTAMP(6) NULL, y YEAR, c CHAR(10), v VARCHAR(100),"
                        + " l VARCHAR(100) CHARACTER SET latin1, g VARCHAR(50) CHARACTER SET gbk,"
                        + " u VARCHAR(20) CHARACTER SET utf16, t LONGTEXT, bi BINARY(5), vb VARBINARY(20), bl BLOB,"
                        + " e ENUM('a','b c','日'), s SET('x','y','z'), j JSON, ge GEOMETRY,"
                        + " gen INT AS (i + 1) VIRTUAL, sto BIGINT AS (i - 2) STORED, inv INT INVISIBLE DEFAULT 7)",
                "INSERT INTO types (id, ti, tu, si, mi, mu, i, iu, b, d, f, db, b1, b64, da, ti6, dt, ts, y, c, v, l, g, u, t,"
                        + " bi, vb, bl, e, s, j, ge, inv) VALUES"
                        + " (0, -128, 255, 65535, -8388608, 16777215, 2147483646, 4294967295, -9223372036854775808,"
                        + " -99999999999999999999999999999999999.999999999999999999999999999999, 1.1, -0.0, b'1',"
                        + " 18446744073709551615, '0000-00-00', '-838:59:59.000000', '2020-02-31 23:59:59.999999',"
                        + " '1970-01-01 00:00:01.000001', 0, 'a ', 'it''s \\\\ \"q\" 😀 日本', 'é', '中文', 'x😀', 'long',"
                        + " X'0100', X'00FF27', X'', 'b c', 'x,z', '{\"a\": [1, 2.50, null], \"b\": \"\\\\u65e5\\\\\"\"}',"
                        + " ST_GeomFromText('POINT(1 2)', 4326), NULL)",
                "INSERT INTO types (id, f, db, da, dt, ti6, y, j, t, e, s, b1, b64, i) VALUES"
                        + " (18446744073709551615, 3.4028234e38, 1.7976931348623157e308, '2020-00-15', '0000-00-00', '838:59:59',"
                        + " 2155, 'null', '', 'a', '', b'0', 0, 1), (7, 16777217, 5e-324, '9999-12-31', '1000-01-01', '00:00:00',"
                        + " 1901, '\"s\"', REPEAT('ä', 70000), '日', 'x,y,z', NULL, 5, NULL)");
    }

    /** By the servers' own digits and bytes, so that no client's reading is between. */
    private void assertSameBytes(Copying copying) {
        String columns =
                "id, ti, tu, si, mi, mu, i, iu, b, d, f + 0.0E0, CAST(db AS CHAR), b1 + 0, b64 + 0, CAST(da AS CHAR),"
                        + " CAST(ti6 AS CHAR), CAST(dt AS CHAR), CAST(ts AS CHAR), CAST(y AS CHAR), HEX(c), HEX(v), HEX(l), HEX(g),"
                        + " HEX(u), MD5(t), HEX(bi), HEX(vb), HEX(bl), CAST(e + 0 AS SIGNED), CAST(s + 0 AS SIGNED), JSON_TYPE(j), HEX(ge), gen, sto, inv";
        String question = "SELECT " + columns + " FROM %s.types ORDER BY id";
        DatabaseServer target =
                mariadb.query("SHOW DATABASES LIKE '" + copying.copy() + "'").isEmpty() ? mysql : mariadb;

        List<List<String>> there = target.query(question.formatted(copying.copy()));

        assertThat(there).isEqualTo(mysql.query(question.formatted(schema)));
        assertThat(there).hasSize(3);
    }

    @Test
    void namesTheWayOutOfACharacterSetThatTheTargetLacksAndGoesThatWay() {
        mysql.execute(
                "USE " + schema,
                "CREATE TABLE city (id INT PRIMARY KEY, name VARCHAR(50)) CHARACTER SET gb18030",
                "INSERT INTO city VALUES (1, '上海'), (2, 'Köln')");
        try (Copying copying = new Copying(mysql, mariadb, schema, 1, 100)) {
            assertThat(copying.run()).isInstanceOfSatisfying(UnitResult.Failed.class, failed -> {
                assertThat(failed.healable()).isFalse();
                assertThat(failed.reason())
                        .hasMessageContaining("34511")
                        .hasMessageContaining("gb18030")
                        .hasMessageContaining("Please create the table on the target");
            });

            mariadb.execute(
                    "USE " + copying.copy(),
                    "CREATE TABLE city (id INT PRIMARY KEY, name VARCHAR(50)) CHARACTER SET utf8mb4");

            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertThat(mariadb.query("SELECT id, name FROM " + copying.copy() + ".city ORDER BY id"))
                    .containsExactly(List.of("1", "上海"), List.of("2", "Köln"));
        }
    }

    @Test
    void cutsKeysOfAnyKindIntoChunksThatMissAndDoubleNothing() {
        mysql.execute(
                "USE " + schema,
                "SET SESSION cte_max_recursion_depth = 5000",
                "CREATE TABLE words (w VARCHAR(30) PRIMARY KEY, n INT)",
                "INSERT INTO words WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 997)"
                        + " SELECT CONCAT(ELT(1 + n % 5, 'ä', 'A''b', 'z\\\\', '日', ' '), n), n FROM r",
                "CREATE TABLE pairs (a VARCHAR(10), t DATETIME(3), b VARBINARY(9), v INT, UNIQUE KEY k (v), PRIMARY KEY (a, t, b))",
                "INSERT INTO pairs SELECT CONCAT('k', n % 3), DATE_ADD('2020-01-01', INTERVAL n DIV 10 SECOND), UNHEX(LPAD(HEX(n), 4,"
                        + " '0')), n FROM words",
                "CREATE TABLE coded (e ENUM('a', 'b'), n INT, PRIMARY KEY (e, n))",
                "INSERT INTO coded SELECT ELT(1 + n % 2, 'a', 'b'), n FROM words",
                "CREATE TABLE same (g INT, e ENUM('a', 'b'), n INT, PRIMARY KEY (g, e, n))",
                "INSERT INTO same SELECT n % 2, ELT(1 + n % 2, 'a', 'b'), n FROM words",
                "CREATE TABLE empty_one (id INT PRIMARY KEY)");
        try (Copying copying = new Copying(mysql, mariadb, schema, 3, 50)) {
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertEqual(copying);
            assertThat(copying.record("SELECT COUNT(*) FROM %s_load_chunk` WHERE src_table = 'pairs'"))
                    .isEqualTo("20");
        }
    }

    @Test
    void goesOnAfterACrashWithoutCopyingADoneChunkAgain() {
        numbers("numbers", 20_000);
        try (Copying copying = new Copying(mysql, mariadb, schema, 2, 200)) {
            copying.start();
            copying.awaitRows(2000);
            copying.crash();
            long doneBefore = Long.parseLong(copying.record("SELECT COALESCE(SUM(done), 0) FROM %s_load_chunk`"));
            mysql.execute("CREATE DATABASE " + schema + "_elsewhere");

            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());

            assertThat(doneBefore).isBetween(1L, 99L);
            assertThat(copying.record("SELECT MAX(attempts) FROM %s_load_chunk`"))
                    .isEqualTo("1");
            assertThat(copying.record("SELECT (until_file, until_pos) > (from_file, from_pos) FROM %s_load_table`"))
                    .isEqualTo("1");
            assertEqual(copying);
        }
    }

    @Test
    void stopsAtTheEndOfAChunkAndGoesOn() {
        numbers("numbers", 20_000);
        try (Copying copying = new Copying(mysql, mariadb, schema, 1, 200)) {
            copying.start();
            copying.awaitRows(1000);
            copying.stop();

            assertThat(copying.result()).isEqualTo(new UnitResult.Stopped());
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertThat(copying.record("SELECT MAX(attempts) FROM %s_load_chunk`"))
                    .isEqualTo("1");
            assertEqual(copying);
        }
    }

    @Test
    void endsWithAFailureThatHealsWhenTheTargetKillsAConnection() {
        numbers("numbers", 20_000);
        try (Copying copying = new Copying(mysql, mariadb, schema, 2, 200)) {
            copying.start();
            copying.awaitRows(2000);
            mariadb.execute("KILL " + copying.record("SELECT connection_id FROM %s_fence` WHERE slot = 'load-0'"));

            assertThat(copying.result())
                    .isInstanceOfSatisfying(UnitResult.Failed.class, failed -> assertThat(failed.healable())
                            .isTrue());
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertEqual(copying);
        }
    }

    @Test
    void emptiesATableWithoutAKeyAfterACrashAndDoublesNoRow() {
        numbers("numbers", 20_000);
        mysql.execute(
                "CREATE TABLE " + schema + ".log AS SELECT v FROM " + schema + ".numbers",
                "DROP TABLE " + schema + ".numbers");
        try (Copying copying = new Copying(mysql, mariadb, schema, 1, 1000)) {
            copying.start();
            copying.awaitRows(5000);
            copying.crash();
            long there = Long.parseLong(mariadb.value("SELECT COUNT(*) FROM " + copying.copy() + ".log"));

            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());

            assertThat(there).isBetween(1L, 19_999L);
            assertThat(copying.record("SELECT (until_file, until_pos) = (from_file, from_pos) FROM %s_load_table`"))
                    .isEqualTo("1");
            assertEqual(copying);
        }
    }

    @LongPart("copy-of-tables")
    @Test
    void copiesManyTables(Part part) {
        int tables = part.count("tables", 40, 1000);
        List<String> statements = new ArrayList<>(List.of("USE " + schema));
        for (int i = 0; i < tables; i++) {
            statements.add("CREATE TABLE t" + i + " (id INT PRIMARY KEY)");
            statements.add("INSERT INTO t" + i + " VALUES (" + i + ")");
        }
        mysql.execute(statements.toArray(String[]::new));
        try (Copying copying = new Copying(mysql, mariadb, schema, 4, 1000)) {
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertThat(copying.status().tablesDone()).isEqualTo(tables);
            assertThat(copying.status().rowsDone()).isEqualTo(tables);
            assertThat(mariadb.value("SELECT id FROM " + copying.copy() + ".t" + (tables - 1)))
                    .isEqualTo("" + (tables - 1));
        }
    }

    @Test
    void copiesRowsOfSixteenMegabytesAmongSmallOnes() {
        mysql.execute(
                "USE " + schema,
                "CREATE TABLE files (id INT PRIMARY KEY, content LONGBLOB, note LONGTEXT)",
                "INSERT INTO files VALUES (1, 'a', 'b'), (2, REPEAT(UNHEX('00FF27'), 5592406), 'x'), (3, NULL, NULL),"
                        + " (4, REPEAT('q', 16777215), ''), (5, '', REPEAT('ä', 300000))");
        try (Copying copying = new Copying(mysql, mariadb, schema, 4, 1000)) {
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());

            String question = "SELECT id, MD5(content), MD5(note) FROM %s.files ORDER BY id";
            assertThat(mariadb.query(question.formatted(copying.copy())))
                    .isEqualTo(mysql.query(question.formatted(schema)));
        }
    }

    @Test
    void anAlterWaitsForAChunkAndEndsTheCopyOfItsTableWithACode() {
        numbers("numbers", 40_000);
        try (Copying copying = new Copying(mysql, mariadb, schema, 1, 100)) {
            copying.start();
            copying.awaitRows(500);
            long since = System.nanoTime();
            mysql.execute(
                    "SET SESSION lock_wait_timeout = 5",
                    "ALTER TABLE " + schema + ".numbers MODIFY v BIGINT NOT NULL, ALGORITHM = COPY");

            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
            assertThat(copying.result().toString()).contains("errorCode=1412");
            assertThat(code(copying.result())).isEqualTo(LoadError.DEFINITION_CHANGED);
        }
    }

    @Test
    void givesUpALockThatIsNotGranted() {
        numbers("numbers", 10);
        try (SqlSession session = mysql.session();
                Copying copying = new Copying(mysql, mariadb, schema, 1, 100)) {
            session.execute("LOCK TABLES " + schema + ".numbers WRITE");

            assertThat(code(copying.run())).isEqualTo(LoadError.LOCK_NOT_GRANTED);
        }
    }

    @Test
    void refusesATargetTableWithForeignRowsAndNoKey() {
        mysql.execute("CREATE TABLE " + schema + ".log (v INT)", "INSERT INTO " + schema + ".log VALUES (1)");
        try (Copying copying = new Copying(mysql, mariadb, schema, 1, 100)) {
            mariadb.execute(
                    "CREATE DATABASE " + copying.copy(),
                    "CREATE TABLE " + copying.copy() + ".log (v INT)",
                    "INSERT INTO " + copying.copy() + ".log VALUES (9)");

            assertThat(code(copying.run())).isEqualTo(LoadError.TARGET_NOT_EMPTY);
        }
    }

    @Test
    void keepsForeignKeysUnderTheirNewNames() {
        mysql.execute(
                "USE " + schema,
                "CREATE TABLE z_parent (id INT PRIMARY KEY)",
                "CREATE TABLE a_child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES z_parent (id))",
                "INSERT INTO z_parent VALUES (1)",
                "INSERT INTO a_child VALUES (1, 1)");
        try (Copying copying = new Copying(mysql, mariadb, schema, 2, 100)) {
            assertThat(copying.run()).isEqualTo(new UnitResult.Finished());
            assertThat(mariadb.value("SELECT CONCAT(UNIQUE_CONSTRAINT_SCHEMA, '.', REFERENCED_TABLE_NAME) FROM"
                            + " information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = '" + copying.copy()
                            + "'"))
                    .isEqualTo(copying.copy() + ".z_parent");
        }
    }

    private void numbers(String table, int rows) {
        mysql.execute(
                "USE " + schema,
                "SET SESSION cte_max_recursion_depth = 100000",
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, v INT NOT NULL, t VARCHAR(200))",
                "INSERT INTO " + table + " WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < "
                        + rows + ") SELECT n, n % 97, REPEAT('x', n % 200) FROM r");
    }

    private void assertEqual(Copying copying) {
        assertThat(new Comparison(mysql, mariadb).schemas(schema, copying.copy()))
                .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
    }

    private static ErrorCode code(UnitResult result) {
        assertThat(result).isInstanceOf(UnitResult.Failed.class);
        return ((UnitResult.Failed) result).reason().code();
    }
}
