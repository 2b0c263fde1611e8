package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.cluster.Pair;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.part.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Masters whose task replicates, and an operator who writes without pause: what holds, whatever the masters suffer. */
final class MastersUnderLoad implements AutoCloseable {
    private static final String GAVE_UP = "this worker stops all it runs and joins anew";
    private static final int ROWS = 500;
    /** Seconds: longer than an election and what workers need to find the new leader, on a busy machine. */
    private static final int LEASE_OVER_ELECTIONS = 20;

    private static final int TRANSACTIONS_A_SECOND = 100;

    private final Migration migration;
    private final MasterGroup masters;
    private final Sample sample;
    private Scribe scribe;
    private long writerSeed = 17;

    private MastersUnderLoad(Path directory, int count) {
        this.migration = Migration.withMasters(directory, Pair.any(), count, LEASE_OVER_ELECTIONS);
        this.masters = migration.masters();
        this.sample = migration.sample(ROWS);
    }

    /** Runs when this returns; {@code begin} starts the masters, three at most. */
    static MastersUnderLoad of(Path directory, Consumer<MasterGroup> begin) {
        MastersUnderLoad all = new MastersUnderLoad(directory, 3);
        try {
            begin.accept(all.masters);
            all.migration.start();
            all.migration.awaitSync();
            all.migration.awaitOwner(Migration.FIRST_WORKER);
            all.scribe = all.masters.scribe();
            return all;
        } catch (RuntimeException | Error e) {
            all.close();
            throw e;
        }
    }

    MasterGroup masters() {
        return masters;
    }

    Scribe scribe() {
        return scribe;
    }

    /**
     * While the upstream is written to: the operator's writes and the task go on afterwards, each master has all writes that were
     * acknowledged, worker and fence are as before, and all rows are equal.
     */
    void during(Runnable trial) {
        List<List<String>> owners = migration.owners();
        long worker = migration.workerPid();
        try (Writer writer = Writer.start(sample, writerSeed++, TRANSACTIONS_A_SECOND)) {
            awaitWrites();
            trial.run();
            awaitWrites();
            migration.awaitProgress();
        }
        scribe.pauseFor(this::assertNothingLost);
        migration.awaitCaughtUp();
        migration.assertEqual(sample.tables().size());
        assertThat(migration.workerPid()).isEqualTo(worker);
        assertThat(migration.log(Migration.FIRST_WORKER)).doesNotContain(GAVE_UP);
        assertThat(migration.owners()).as("the epoch and who has it").isEqualTo(owners);
    }

    /** Waits until some of the operator's writes more are acknowledged. */
    void awaitWrites() {
        long before = scribe.acknowledged();
        Await.until(
                Size.asked().bound(),
                "writes are acknowledged\n" + masters.logs(),
                () -> scribe.acknowledged() > before + 5);
    }

    /** Each master says the last number that was acknowledged, or the next, of which the scribe did not hear. */
    private void assertNothingLost() {
        long last = scribe.acknowledged();
        for (String name : masters.names()) {
            long said = Await.value(Size.asked().bound(), name + " answers\n" + masters.logs(), () -> Optional.of(
                            scribe.read(masters.address(name)))
                    .filter(number -> number >= 0));
            assertThat(said).as(name).isBetween(last, last + 1);
        }
    }

    DmctlRun dmctl(String... arguments) {
        return migration.dmctl(arguments);
    }

    void succeeds(String... arguments) {
        DmctlRun run = dmctl(arguments);
        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    @Override
    public void close() {
        if (scribe != null) {
            scribe.close();
        }
        migration.close();
    }
}
