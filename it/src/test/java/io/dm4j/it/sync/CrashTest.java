package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.unit.UnitResult;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.sync} when things break: every row once, whatever is cut. */
class CrashTest {
    private static final long SEED = 20260417;
    /** Of binlog; some two seconds of the writer. */
    private static final int MOST_BYTES_BEFORE_A_DEATH = 1_000_000;

    @Test
    void diesManyTimesInMidStreamAndDoublesNoRow() throws Exception {
        DatabaseServer source = SharedServers.mysql();
        DatabaseServer target = SharedServers.mariadb();
        String schema = SharedServers.schema("crash");
        Sample sample = new Sample(source, schema, 2_000, SEED);
        Random random = new Random(SEED);
        try (Following following = Following.fromNow(source, target, schema, true)) {
            sample.create();
            sample.fill();
            try (Writer writer = Writer.start(sample, SEED, 500)) {
                for (int i = 0; i < 8; i++) {
                    following.start();
                    following.awaitPassed(random.nextInt(MOST_BYTES_BEFORE_A_DEATH));
                    following.die();
                }
                writer.stop();
            }
            following.start();
            following.awaitCaughtUp();

            assertThat(new Comparison(source, target).schemas(schema, schema))
                    .as("seed %d", SEED)
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
            assertThat(following.status().missing()).isEmpty();
            following.stop();
        }
    }

    @Test
    void healsAKilledTargetConnection() {
        DatabaseServer source = SharedServers.mariadb();
        DatabaseServer target = SharedServers.mysql();
        String schema = SharedServers.schema("crash");
        try (Following following = Following.fromNow(source, target, schema, false);
                SqlSession session = source.session()) {
            following.start();
            session.execute("CREATE DATABASE " + schema, "CREATE TABLE " + schema + ".k (v INT)");
            for (int i = 0; i < 2_000; i++) {
                session.execute("INSERT INTO " + schema + ".k VALUES (" + i + ")");
                if (i % 500 == 250) {
                    killLane(target, schema);
                }
            }
            following.awaitCaughtUp();

            assertThat(target.query("SELECT COUNT(*), COUNT(DISTINCT v) FROM " + schema + ".k"))
                    .isEqualTo(List.of(List.of("2000", "2000")));
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    private static void killLane(DatabaseServer target, String schema) {
        target.query("SELECT connection_id FROM dm_meta.task_" + schema + "_fence")
                .forEach(row -> {
                    try {
                        target.execute("KILL " + row.get(0));
                    } catch (RuntimeException gone) {
                        // it was between two connections
                    }
                });
    }

    @Test
    void takesATransactionOf50MegabytesWithBoundedMemory() {
        DatabaseServer source = SharedServers.mysql();
        DatabaseServer target = SharedServers.mariadb();
        String schema = SharedServers.schema("large");
        try (Following following = Following.fromNow(source, target, schema, true);
                SqlSession session = source.session()) {
            following.start();
            session.execute(
                    "CREATE DATABASE " + schema,
                    "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, v VARCHAR(6000)) CHARSET latin1",
                    "BEGIN",
                    "INSERT INTO " + schema + ".t VALUES (0, 'x')");
            for (int i = 0; i < 100; i++) {
                session.execute("INSERT INTO " + schema + ".t SELECT " + (i * 100 + 1)
                        + " + d1.n * 10 + d0.n, REPEAT(CHAR(97 + d0.n), 5500) FROM " + digits("d1") + ", "
                        + digits("d0"));
            }
            session.execute("UPDATE " + schema + ".t SET v = 'y' WHERE id < 50", "COMMIT");
            following.awaitCaughtUp();

            assertThat(new Comparison(source, target).table(schema, "t", schema, "t"))
                    .satisfies(outcome -> assertThat(outcome.difference()).isEmpty())
                    .satisfies(outcome -> assertThat(outcome.rows()).isEqualTo(10_001));
            following.stop();
        }
    }

    private static String digits(String alias) {
        return "(SELECT 0 n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5"
                + " UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) " + alias;
    }

    @Test
    void countsAMissWhereTheTargetWasFilledByOthers() {
        DatabaseServer source = SharedServers.mariadb();
        DatabaseServer target = SharedServers.mysql();
        String schema = SharedServers.schema("miss");
        try (Following following = Following.fromNow(source, target, schema, false)) {
            following.start();
            source.execute(
                    "CREATE DATABASE " + schema,
                    "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, v INT)",
                    "INSERT INTO " + schema + ".t VALUES (1, 1), (2, 2)");
            following.awaitCaughtUp();
            target.execute("DELETE FROM " + schema + ".t WHERE id = 1");
            source.execute("UPDATE " + schema + ".t SET v = v + 1");
            following.awaitCaughtUp();

            assertThat(following.status().missing()).containsEntry("`" + schema + "`.`t`", 1L);
            assertThat(target.query("SELECT * FROM " + schema + ".t")).isEqualTo(List.of(List.of("2", "3")));
            following.stop();
        }
    }

    @Test
    void namesTheRowThatTheTargetRefuses() {
        DatabaseServer source = SharedServers.mariadb();
        DatabaseServer target = SharedServers.mysql();
        String schema = SharedServers.schema("dup");
        try (Following following = Following.fromNow(source, target, schema, false)) {
            following.start();
            source.execute("CREATE DATABASE " + schema, "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, v INT)");
            following.awaitCaughtUp();
            target.execute("INSERT INTO " + schema + ".t VALUES (4711, 0)");
            source.execute("INSERT INTO " + schema + ".t VALUES (1, 1), (4711, 2), (3, 3)");

            UnitResult.Failed failed = (UnitResult.Failed) following.result();

            assertThat(failed.healable()).isFalse();
            assertThat(failed.reason().getMessage())
                    .contains("code=36501", "INSERT of 1 row(s) of `" + schema + "`.`t` by key [id]", "error 1062")
                    .doesNotContain("4711");
            assertThat(target.value("SELECT COUNT(*) FROM " + schema + ".t")).isEqualTo("1");
        }
    }

    @Test
    void saysThatItIsSynced() {
        DatabaseServer source = SharedServers.mariadb();
        String schema = SharedServers.schema("idle");
        try (Following following = Following.fromNow(source, SharedServers.mysql(), schema, false)) {
            following.start();
            source.execute("CREATE DATABASE " + schema);
            following.awaitCaughtUp();

            Await.until(
                    Duration.ofSeconds(20), "synced", () -> following.status().synced());
            assertThat(following.status().secondsBehind()).isZero();
            following.stop();
        }
    }
}
