package io.dm4j.it.cluster;

import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All tables of the sample are copied and followed with a writer on, and are equal row by row at the end: real servers and
 * processes, mutual TLS on every connection.
 */
class CopyAndFollowTest {
    private static final long ROWS = 20_000;
    private static final long SEED = 11;
    private static final Job JOB = Job.renaming("shop_task", "shop", "shop_copy");

    @TempDir
    Path directory;

    @Test
    void mysqlToMariadbByGtid() {
        Assumptions.assumeTrue(TestServers.mysqlAvailable());

        copiesAndFollows(JOB, TestServers::mysql, TestServers::mariadb);
    }

    @Test
    void mysqlToMysqlByPosition() {
        Assumptions.assumeTrue(TestServers.mysqlAvailable());

        copiesAndFollows(JOB.byPosition(), TestServers::mysql, TestServers::mysql);
    }

    @Test
    void mariadbToMariadbByGtid() {
        copiesAndFollows(JOB, TestServers::mariadb, TestServers::mariadb);
    }

    private void copiesAndFollows(Job job, Servers.Starter up, Servers.Starter down) {
        try (Migration migration = Migration.prepare(directory, job, ROWS, up, down)) {
            try (Writer writer = Writer.start(migration.sample, SEED, 200)) {
                migration.startTask();
                Await.until(Migration.BOUND, "2000 transactions", () -> writer.transactions() >= 2000);
            }
            migration.awaitCaughtUp();

            migration.assertEqual();
        }
    }
}
