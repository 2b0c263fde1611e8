package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.unit.UnitResult;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.sync} against real servers: all kinds of rows, both directions, by position and by GTID. */
class SyncUnitTest {

    @Test
    void mysqlToMariadbByPosition() {
        followsTheSample(SharedServers.mysql(), SharedServers.mariadb(), false);
    }

    @Test
    void mysqlToMariadbByGtid() {
        followsTheSample(SharedServers.mysql(), SharedServers.mariadb(), true);
    }

    @Test
    void mariadbToMysqlByPosition() {
        followsTheSample(SharedServers.mariadb(), SharedServers.mysql(), false);
    }

    @Test
    void mariadbToMysqlByGtid() {
        followsTheSample(SharedServers.mariadb(), SharedServers.mysql(), true);
    }

    private static void followsTheSample(DatabaseServer source, DatabaseServer target, boolean gtid) {
        String schema = SharedServers.schema("follow");
        Sample sample = new Sample(source, schema, 2_000, 7);
        try (Following following = Following.fromNow(source, target, schema, gtid)) {
            following.start();
            sample.create();
            sample.fill();
            try (Writer writer = Writer.start(sample, 11, 200)) {
                sleepFor(writer, 500);
                writer.stop();
            }
            following.awaitCaughtUp();

            assertThat(new Comparison(source, target).schemas(schema, schema))
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
            assertThat(following.status().missing()).isEmpty();
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    private static void sleepFor(Writer writer, long transactions) {
        io.dm4j.it.process.Await.until(
                java.time.Duration.ofSeconds(60),
                transactions + " transactions",
                () -> writer.transactions() >= transactions);
    }
}
