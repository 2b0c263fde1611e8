package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.Pair;
import io.dm4j.it.server.SqlSession;
import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tables, a large transaction, large rows: a worker with a heap of 256 MB holds out, and is not started anew for it. */
class ScaleTest {
    private static final String SIXTEEN_MB = "REPEAT(RANDOM_BYTES(1024), 16 * 1024)";

    @TempDir
    Path directory;

    @LongPart("tables")
    @Test
    void manyTables(Part part) {
        int tables = part.count("tables", 60, 1000);
        try (Migration migration = Migration.in(directory, Pair.any());
                SqlSession session = schema(migration)) {
            for (int i = 0; i < tables; i++) {
                session.execute(
                        "CREATE TABLE t" + i + " (id INT AUTO_INCREMENT PRIMARY KEY, text VARCHAR(40), at DATETIME(6))",
                        "INSERT INTO t" + i
                                + " (text, at) VALUES ('first', NOW(6)), ('second', NOW(6)), ('third', NOW(6))");
            }
            migration.start();
            change(session, 0, tables / 2);
            migration.awaitSync();
            change(session, tables / 2, tables);
            session.execute("CREATE TABLE later (id INT PRIMARY KEY)", "INSERT INTO later VALUES (1), (2)");
            migration.awaitCaughtUp();

            migration.assertEqual(tables + 1);
        }
    }

    private static void change(SqlSession session, int from, int to) {
        for (int i = from; i < to; i++) {
            session.execute(
                    "UPDATE t" + i + " SET text = 'changed' WHERE id = 2",
                    "DELETE FROM t" + i + " WHERE id = 1",
                    "INSERT INTO t" + i + " (text, at) VALUES ('fourth', NOW(6))");
        }
    }

    @LongPart("large-transaction")
    @Test
    void fiftyMegabytesInOneTransaction(Part part) {
        try (Migration migration = Migration.in(directory, Pair.any());
                SqlSession session = schema(migration)) {
            session.execute("CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, b VARBINARY(2048) NOT NULL)");
            migration.start();
            migration.awaitSync();
            long worker = migration.workerPid();

            int rows = session.execute("INSERT INTO t (b) SELECT REPEAT(RANDOM_BYTES(64), 32)"
                    + " FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b LIMIT 25600");
            migration.awaitCaughtUp();

            part.say("rows of 2 KB", rows);
            assertThat(rows).isEqualTo(25_600);
            assertSameWorker(migration, worker);
            migration.assertEqual(1);
        }
    }

    @LongPart("large-rows")
    @Test
    void rowsOfSixteenMegabytes(Part part) {
        try (Migration migration = Migration.in(directory, Pair.any());
                SqlSession session = schema(migration)) {
            session.execute(
                    "CREATE TABLE t (id INT PRIMARY KEY, b LONGBLOB, note VARCHAR(20))",
                    "INSERT INTO t VALUES (1, " + SIXTEEN_MB + ", 'copied'), (2, " + SIXTEEN_MB + ", 'copied')");
            migration.start();
            migration.awaitSync();
            long worker = migration.workerPid();

            session.execute(
                    "INSERT INTO t VALUES (3, " + SIXTEEN_MB + ", 'followed')",
                    "UPDATE t SET note = 'changed' WHERE id = 1",
                    "DELETE FROM t WHERE id = 2");
            migration.awaitCaughtUp();

            part.say("rows of 16 MB", 3);
            assertSameWorker(migration, worker);
            migration.assertEqual(1);
        }
    }

    private static void assertSameWorker(Migration migration, long worker) {
        assertThat(migration.workerLives()).isTrue();
        assertThat(migration.workerPid()).isEqualTo(worker);
    }

    private static SqlSession schema(Migration migration) {
        SqlSession session = migration.upstream().session();
        session.execute("CREATE DATABASE " + migration.schema(), "USE " + migration.schema());
        return session;
    }
}
