package io.dm4j.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed goes on where its records on the target say: nothing lost, nothing twice, no finished chunk again. */
class KillWorkerTest {
    private static final long SEED = 13;
    private static final int KILLS = 10;
    private static final Job JOB = Job.renaming("shop_task", "shop", "shop_copy");
    private static final String CHUNKS = Installation.META_SCHEMA + "." + JOB.task() + "_load_chunk";
    private static final String FINISHED =
            "SELECT CAST(CONCAT_WS(' ', src_table, seq, attempts, row_count, done_at) AS CHAR)" + " FROM " + CHUNKS
                    + " WHERE done ORDER BY src_table, seq";

    @TempDir
    Path directory;

    @Test
    void goesOnWithTheCopy() {
        try (Migration migration = mariadb(60_000);
                Writer writer = Writer.start(migration.sample, SEED, 50)) {
            migration.startTask();
            Await.until(
                    Migration.BOUND,
                    "a few chunks are done",
                    () -> finished(migration).size() >= 3);

            migration.cluster.worker().kill();
            List<List<String>> before = finished(migration);
            migration.cluster.startWorker();
            writer.stop();
            migration.awaitCaughtUp();

            assertThat(finished(migration)).containsAll(before);
            migration.assertEqual();
        }
    }

    @Test
    void goesOnFollowingAfterTenKills() {
        SplittableRandom random = new SplittableRandom(SEED);
        try (Migration migration = mariadb(5000);
                Writer writer = Writer.start(migration.sample, SEED, 200)) {
            migration.startTask();
            migration.awaitCaughtUp();
            for (int kill = 1; kill <= KILLS; kill++) {
                long next = writer.transactions() + random.nextInt(20, 400);
                Await.until(Migration.BOUND, "transaction " + next, () -> writer.transactions() >= next);
                migration.cluster.worker().kill();
                migration.cluster.startWorker();
            }
            writer.stop();
            migration.awaitCaughtUp();

            migration.assertEqual();
        }
    }

    private Migration mariadb(long rows) {
        return Migration.prepare(directory, JOB, rows, TestServers::mariadb, TestServers::mariadb);
    }

    private static List<List<String>> finished(Migration migration) {
        try {
            return migration.servers.downstream().query(FINISHED);
        } catch (io.vertx.mysqlclient.MySQLException notCreatedYet) {
            return List.of();
        }
    }
}
