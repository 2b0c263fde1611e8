package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Pair;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that is killed knows everything again: its tasks run on without it, and under it afterwards. */
class MasterKillTest {
    private static final long WRITER_SEED = 17;

    @TempDir
    Path directory;

    @Test
    void aTaskRunsOnWhileItsMasterIsDeadAndIsStillItsTaskAfterwards() {
        try (Migration migration = Migration.in(directory, Pair.MARIADB_TO_MARIADB)) {
            Sample sample = migration.sample(500);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 100)) {
                migration.start();
                migration.awaitSync();
                String before = migration.dmctl("operate-source", "show").out();
                long worker = migration.workerPid();

                migration.killMaster();
                migration.awaitProgress();
                migration.startMaster();

                migration.awaitSync();
                migration.awaitProgress();
                assertThat(migration.dmctl("operate-source", "show").out())
                        .contains(Installation.SOURCE)
                        .isEqualTo(before);
                assertThat(migration.workerLives()).isTrue();
                assertThat(migration.workerPid()).isEqualTo(worker);
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }
}
