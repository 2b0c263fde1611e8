package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed goes on where its records on the target say: nothing lost, nothing twice, no finished chunk again. */
class KillTest {
    private static final long WRITER_SEED = 13;
    private static final int ENOUGH_CHUNKS = 5;

    @TempDir
    Path directory;

    @Test
    void finishedChunksAreNotCopiedAgain() {
        try (Migration migration = Migration.in(directory)) {
            Sample sample = migration.sample(12_000);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 100)) {
                migration.start();
                Await.until(
                        Size.asked().bound(),
                        "some chunks are done",
                        () -> finished(migration).size() >= ENOUGH_CHUNKS);

                migration.killWorker();
                List<List<String>> before = finished(migration);
                List<List<String>> left = migration.progress("seq", "load_chunk", "WHERE done = 0");
                migration.startWorker();
                migration.awaitSync();

                assertThat(left).as("the copy was not over").isNotEmpty();
                assertThat(finished(migration))
                        .hasSizeGreaterThan(before.size())
                        .containsAll(before);
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }

    private static List<List<String>> finished(Migration migration) {
        return migration.progress(
                "CAST(CONCAT_WS(' ', src_table, seq, attempts, row_count, done_at) AS CHAR)",
                "load_chunk",
                "WHERE done ORDER BY src_table, seq");
    }

    @Test
    void aSyncThatIsKilledAgainAndAgainLosesAndDoublesNothing() {
        Seeded.run(this::killSync);
    }

    private void killSync(SplittableRandom random) {
        try (Migration migration = Migration.in(directory)) {
            Sample sample = migration.sample(1500);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 100)) {
                migration.start();
                migration.awaitSync();
                for (int kill = 1; kill <= Size.asked().kills(); kill++) {
                    migration.awaitProgress();
                    long moment = writer.transactions() + random.nextInt(150);
                    Await.until(Size.asked().bound(), "transaction " + moment, () -> writer.transactions() >= moment);
                    migration.killWorker();
                    migration.startWorker();
                }
                migration.awaitProgress();
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }
}
