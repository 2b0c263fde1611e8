package io.dm4j.it.failure;

import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All tables of the sample, the one without a key among them, are copied and followed while a client writes. */
class CopyAndFollowTest {
    private static final long ROWS = 8000;
    private static final long WRITER_SEED = 11;

    @TempDir
    Path directory;

    @Test
    void allTablesAreEqualRowByRow() {
        try (Migration migration = Migration.in(directory)) {
            Sample sample = migration.sample(ROWS);
            try (Writer writer = Writer.start(sample, WRITER_SEED, 200)) {
                migration.start();
                migration.awaitSync();
                long following = writer.transactions();
                Await.until(Size.asked().bound(), "500 more", () -> writer.transactions() >= following + 500);
            }
            migration.awaitCaughtUp();

            migration.assertEqual(sample.tables().size());
        }
    }
}
