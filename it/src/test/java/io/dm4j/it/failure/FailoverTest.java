package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.Pair;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.part.LongPart;
import io.dm4j.part.Part;
import io.dm4j.part.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A source goes to another worker when its own dies, also together with the leading one of three masters, or stands still, and
 * whoever wakes up later writes nothing: by the rows, one table of which has no key, and by the fence.
 */
class FailoverTest {
    private static final long WRITER_SEED = 17;
    private static final int ENOUGH_CHUNKS = 5;
    /** An election, the lease, and what a taker needs to end what the other has open and to begin, on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final String GAVE_UP = "this worker stops all it runs and joins anew";

    @TempDir
    Path directory;

    @LongPart("freezes-in-sync")
    @ParameterizedTest
    @EnumSource(names = {"MYSQL_TO_MARIADB", "MARIADB_TO_MARIADB"})
    void aFrozenWorkerLosesItsSourceAndWritesNothingWhenItWakes(Pair pair, Part part) {
        pair.assumeAsked();
        try (Migration migration = Migration.withThreeMasters(directory, pair)) {
            Sample sample = migration.sample(5000);
            int freezes = part.count("freezes", 1, 8);
            long epoch;
            try (Writer writer = Writer.start(sample, WRITER_SEED, 200)) {
                migration.start();
                migration.awaitSync();
                SecondWorker second = migration.startSecondWorker();
                migration.awaitProgress();
                epoch = migration.awaitOwner(Migration.FIRST_WORKER);
                for (int freeze = 1; freeze <= freezes; freeze++) {
                    boolean odd = freeze % 2 == 1;
                    ChildProcess frozen = odd ? migration.firstWorker() : second.process();
                    String sleeper = odd ? Migration.FIRST_WORKER : second.name();
                    String taker = odd ? second.name() : Migration.FIRST_WORKER;
                    int silent = migration.log(sleeper).length();

                    frozen.freeze();
                    try {
                        long taken = migration.awaitOwner(taker);
                        migration.awaitProgress();
                        assertThat(taken).isGreaterThan(epoch);
                        epoch = taken;
                    } finally {
                        frozen.thaw();
                    }
                    migration.awaitFree(sleeper);
                    migration.awaitProgress();

                    assertThat(migration.log(sleeper).substring(silent)).contains(GAVE_UP);
                    assertThat(migration.owners()).isEqualTo(List.of(List.of(taker, String.valueOf(epoch))));
                }
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }

    @LongPart("freeze-in-copy")
    @Test
    void aWorkerThatIsFrozenInItsCopyDoublesNoRow(Part part) {
        try (Migration migration = Migration.in(directory, Pair.any())) {
            Sample sample = migration.sample(part.count("rows", 20_000, 60_000));
            try (Writer writer = Writer.start(sample, WRITER_SEED, 100)) {
                migration.startNodes();
                SecondWorker second = migration.startSecondWorker();
                migration.startTask();
                Await.until(Size.asked().bound(), "some chunks are done", () -> done(migration) >= ENOUGH_CHUNKS);

                migration.firstWorker().freeze();
                List<List<String>> left = migration.progress("seq", "load_chunk", "WHERE done = 0");
                long taken;
                try {
                    taken = migration.awaitOwner(second.name());
                } finally {
                    migration.firstWorker().thaw();
                }
                migration.awaitFree(Migration.FIRST_WORKER);
                migration.awaitSync();

                assertThat(left).as("the copy was not over").isNotEmpty();
                assertThat(migration.log(Migration.FIRST_WORKER)).contains(GAVE_UP);
                assertThat(migration.owners()).isEqualTo(List.of(List.of(second.name(), String.valueOf(taken))));
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }

    private static int done(Migration migration) {
        return migration.progress("seq", "load_chunk", "WHERE done").size();
    }

    @LongPart("failover")
    @Test
    void theSourceOfAWorkerKilledWithTheLeaderGoesToTheOtherAndStaysThere(Part part) {
        try (Migration migration = Migration.withThreeMasters(directory, Pair.any())) {
            Sample sample = migration.sample(5000);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 200)) {
                migration.start();
                migration.awaitSync();
                SecondWorker second = migration.startSecondWorker();
                migration.awaitProgress();

                String leader = migration.masters().leader();
                migration.masters().process(leader).kill();
                migration.killWorker();
                long killed = System.nanoTime();
                migration.awaitOwner(second.name());
                Duration gap = Duration.ofNanos(System.nanoTime() - killed);
                migration.awaitProgress();
                assertThat(migration.masters().leader()).isNotEqualTo(leader);
                migration.masters().start(leader);
                migration.startWorker();
                migration.awaitFree(Migration.FIRST_WORKER);
                migration.awaitProgress();

                part.say("ms from the kill to the other's fence", gap.toMillis());
                assertThat(gap).isLessThan(SOON);
                migration.awaitOwner(second.name());
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }
}
