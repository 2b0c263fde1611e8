package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three masters as processes under mutual TLS: whatever one of them suffers, operators' writes go on and none is lost, and a running
 * task is not touched, by its rows, its worker and its fence.
 */
class MastersTest {
    private static final long WRITER_SEED = 17;
    /** An election, on a machine with much else to do. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final Duration ASKED_FOR = Duration.ofSeconds(3);
    private static final int ENOUGH_FOR_A_MEDIAN = 10;
    /** The log has room for some dozens of the scribe's writes then. */
    private static final int LITTLE_ROOM_KB = 1300;

    private static final String GAVE_UP = "this worker stops all it runs and joins anew";

    @TempDir
    Path directory;

    @LongPart("leader-kills")
    @Test
    void commandsAndTasksGoOnWhenMastersDie(Part part) {
        int kills = part.count("kills of the leader", 1, 10);
        underLoad(MastersTest::three, (migration, masters, scribe) -> {
            List<List<String>> owners = migration.owners();
            long worker = migration.workerPid();
            List<Duration> gaps = new ArrayList<>();
            for (int kill = 1; kill <= kills; kill++) {
                String leader = masters.leader();
                scribe.longestGap();
                masters.process(leader).kill();
                awaitWrites(masters, scribe);
                gaps.add(scribe.longestGap());
                assertThat(masters.leader()).isNotEqualTo(leader);
                masters.start(leader);
                masters.awaitAlive(3);
            }
            String follower = masters.follower();
            masters.process(follower).kill();
            awaitWrites(masters, scribe);
            masters.start(follower);
            masters.awaitAlive(3);
            migration.awaitProgress();

            part.say(
                    "ms without an acknowledged write, by kill",
                    gaps.stream().map(Duration::toMillis).toList());
            assertThat(gaps).allSatisfy(gap -> assertThat(gap).isLessThan(SOON));
            if (kills >= ENOUGH_FOR_A_MEDIAN) {
                assertThat(gaps.stream().sorted().toList().get(kills / 2)).isLessThan(ASKED_FOR);
            }
            assertNothingLost(masters, scribe);
            assertThat(migration.workerPid()).isEqualTo(worker);
            assertThat(migration.log(Migration.FIRST_WORKER)).doesNotContain(GAVE_UP);
            assertThat(migration.owners()).as("the epoch and who has it").isEqualTo(owners);
        });
    }

    @Test
    void aFrozenLeaderIsReplacedAndEachMasterCanBeRestarted() {
        underLoad(MastersTest::three, (migration, masters, scribe) -> {
            String leader = masters.leader();
            ChildProcess frozen = masters.process(leader);
            frozen.freeze();
            try {
                awaitWrites(masters, scribe);
            } finally {
                frozen.thaw();
            }
            masters.awaitAlive(3);
            assertThat(masters.leader()).isNotEqualTo(leader);

            for (String name : masters.names()) {
                masters.process(name).terminate();
                awaitWrites(masters, scribe);
                masters.start(name);
                masters.awaitAlive(3);
            }
            migration.awaitProgress();
            assertNothingLost(masters, scribe);
            assertThat(migration.log(Migration.FIRST_WORKER)).doesNotContain(GAVE_UP);
        });
    }

    @Test
    void oneMasterGrowsToThreeAndTheFirstOneLeaves() {
        underLoad(MastersTest::theFirstAlone, (migration, masters, scribe) -> {
            masters.start("master-2");
            masters.start("master-3");
            masters.awaitAlive(3);

            assertThat(migration
                            .dmctl("offline-member", "--master", "--name", "master-1")
                            .toString())
                    .contains("38522", "operate-leader evict");
            succeeds(migration, "operate-leader", "evict");
            Await.until(SOON, "another leads", () -> !masters.leader().equals("master-1"));
            succeeds(migration, "offline-member", "--master", "--name", "master-1");
            masters.process("master-1").terminate();

            masters.awaitAlive(2);
            awaitWrites(masters, scribe);
            migration.awaitProgress();
            assertThat(scribe.read(masters.address("master-3"))).isGreaterThanOrEqualTo(scribe.acknowledged() - 1);
        });
    }

    /** What masters suffer while a task runs, its upstream is written to, and an operator writes. */
    private interface Trial {
        void of(Migration migration, MasterGroup masters, Scribe scribe);
    }

    /** All rows are equal in the end. */
    private void underLoad(Consumer<MasterGroup> begin, Trial trial) {
        try (Migration migration = Migration.withMasters(directory, Pair.any(), 3)) {
            MasterGroup masters = migration.masters();
            Sample sample = migration.sample(500);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 100)) {
                begin.accept(masters);
                migration.start();
                migration.awaitSync();
                try (Scribe scribe = masters.scribe()) {
                    awaitWrites(masters, scribe);
                    trial.of(migration, masters, scribe);
                }
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }

    private static void three(MasterGroup masters) {
        masters.writeFounders();
        masters.startAll();
    }

    private static void theFirstAlone(MasterGroup masters) {
        masters.writeFirstAndNewcomers();
        masters.start("master-1");
    }

    @Test
    void aLeaderWhoseDiskIsFullStepsBackAndComesBackWhenThereIsRoom() {
        try (Migration migration = Migration.withMasters(directory, Pair.any(), 3)) {
            MasterGroup masters = migration.masters();
            three(masters);
            masters.process("master-1").terminate();
            masters.startWithLittleRoom("master-1", LITTLE_ROOM_KB);
            masters.awaitAlive(3);
            while (!masters.leader().equals("master-1")) {
                succeeds(migration, "operate-leader", "evict");
            }
            succeeds(migration, "operate-leader", "cancel-evict");

            try (Scribe scribe = masters.verboseScribe()) {
                Await.until(
                        Size.asked().bound(), "its disk is full\n" + masters.logs(), () -> masters.health("master-1")
                                .contains("38515"));
                assertThat(masters.health("master-1")).contains("\"ready\":false", "cannot be written");
                awaitWrites(masters, scribe);
                assertThat(masters.leader()).isNotEqualTo("master-1");

                masters.process("master-1").terminate();
                masters.start("master-1");
                masters.awaitAlive(3);
                awaitWrites(masters, scribe);
                assertNothingLost(masters, scribe);
            }
        }
    }

    private static void succeeds(Migration migration, String... arguments) {
        DmctlRun run = migration.dmctl(arguments);
        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    private static void awaitWrites(MasterGroup masters, Scribe scribe) {
        long before = scribe.acknowledged();
        Await.until(
                Size.asked().bound(),
                "writes are acknowledged\n" + masters.logs(),
                () -> scribe.acknowledged() > before + 5);
    }

    /** Each member says at least what was acknowledged before it was asked. */
    private static void assertNothingLost(MasterGroup masters, Scribe scribe) {
        for (String name : masters.names()) {
            long before = scribe.acknowledged();
            assertThat(scribe.read(masters.address(name))).as(name).isGreaterThanOrEqualTo(before);
        }
    }
}
