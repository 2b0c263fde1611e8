package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.Pair;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.dm4j.part.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that is killed goes on where its records on the target say: nothing lost, nothing twice, no finished chunk again. */
class KillTest {
    private static final long WRITER_SEED = 13;
    private static final int ENOUGH_CHUNKS = 5;
    private static final int MOST_WRITES_BEFORE_A_KILL = 400;

    @TempDir
    Path directory;

    @LongPart("kill-in-copy")
    @ParameterizedTest
    @EnumSource(names = {"MYSQL_TO_MARIADB", "MARIADB_TO_MARIADB"})
    void finishedChunksAreNotCopiedAgain(Pair pair, Part part) {
        pair.assumeAsked();
        try (Migration migration = Migration.in(directory, pair)) {
            Sample sample = migration.sample(part.count("rows", 20_000, 60_000));
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

                part.say("chunks done before the kill", before.size());
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

    @LongPart("kills-in-sync")
    @ParameterizedTest
    @EnumSource(names = {"MYSQL_TO_MARIADB", "MARIADB_TO_MARIADB"})
    void aSyncThatIsKilledAgainAndAgainLosesAndDoublesNothing(Pair pair, Part part) {
        pair.assumeAsked();
        Seeded.run(part, random -> killSync(pair, part.count("kills", 2, 10), random));
    }

    private void killSync(Pair pair, int kills, SplittableRandom random) {
        try (Migration migration = Migration.in(directory, pair)) {
            Sample sample = migration.sample(5000);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 200)) {
                migration.start();
                migration.awaitSync();
                for (int kill = 1; kill <= kills; kill++) {
                    migration.awaitProgress();
                    long moment = writer.transactions() + random.nextInt(MOST_WRITES_BEFORE_A_KILL);
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
