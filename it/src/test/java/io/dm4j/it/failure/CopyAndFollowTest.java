package io.dm4j.it.failure;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.cluster.Pair;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.part.Size;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All tables of the sample, the one without a key among them, are copied and followed while a client writes. */
class CopyAndFollowTest {
    private static final long ROWS = Size.asked().of(8_000, 20_000);
    private static final long WRITER_SEED = 11;
    private static final int WRITES = Size.asked().of(1_000, 2_000);
    private static final int WRITES_WHILE_FOLLOWING = 500;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void allTablesAreEqualRowByRow(Pair pair) {
        assumeTrue(pair.canRun(), "MySQL cannot run here");
        try (Migration migration = Migration.in(directory, pair)) {
            Sample sample = migration.sample(ROWS);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 200)) {
                migration.start();
                migration.awaitSync();
                long enough = Math.max(WRITES, writer.transactions() + WRITES_WHILE_FOLLOWING);
                Await.until(Size.asked().bound(), enough + " writes", () -> writer.transactions() >= enough);
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }
}
