package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.unit.UnitResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.load} hands over to {@code io.dm4j.sync} while the source is written to. */
class HandoverTest {

    @Test
    void mysqlToMariadb() {
        copiesAndFollows(SharedServers.mysql(), SharedServers.mariadb(), true);
    }

    @Test
    void mariadbToMysql() {
        copiesAndFollows(SharedServers.mariadb(), SharedServers.mysql(), false);
    }

    private static void copiesAndFollows(DatabaseServer source, DatabaseServer target, boolean gtid) {
        String schema = SharedServers.schema("all");
        Sample sample = new Sample(source, schema, 5_000, 3);
        sample.create();
        sample.fill();
        try (Following following = Following.all(source, target, schema, gtid)) {
            try (Writer writer = Writer.start(sample, 5, 300)) {
                assertThat(following.copy()).isEqualTo(new UnitResult.Finished());
                following.start();
                long soFar = writer.transactions();
                Await.until(Duration.ofSeconds(60), "more changes", () -> writer.transactions() > soFar + 500);
                writer.stop();
            }
            following.awaitCaughtUp();

            assertThat(new Comparison(source, target).schemas(schema, schema))
                    .isNotEmpty()
                    .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
            following.stop();
        }
    }

    @Test
    void stopsAtARowThatIsMissingOnTheTarget() {
        DatabaseServer source = SharedServers.mysql();
        DatabaseServer target = SharedServers.mariadb();
        String schema = SharedServers.schema("miss");
        source.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".t (a INT, b INT, v INT, PRIMARY KEY (a, b))",
                "INSERT INTO " + schema + ".t VALUES (1987654321, 1, 1), (1987654322, 2, 2)");
        try (Following following = Following.all(source, target, schema, true)) {
            assertThat(following.copy()).isEqualTo(new UnitResult.Finished());
            following.start();
            target.execute("DELETE FROM " + schema + ".t WHERE a = 1987654321");
            source.execute(
                    "UPDATE " + schema + ".t SET v = 7 WHERE a = 1987654322",
                    "UPDATE " + schema + ".t SET v = 8 WHERE a = 1987654321");

            UnitResult.Failed failed = (UnitResult.Failed) following.result();

            assertThat(failed.healable()).isFalse();
            assertThat(failed.reason().getMessage())
                    .contains("code=36500", "UPDATE", "`" + schema + "`.`t`", "key [a, b]", "binlog.")
                    .doesNotContain("1987654321");
        }
    }
}
