package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.sample.Comparison;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.unit.UnitResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many changes of one kind in one statement are held to the same count as one by one. */
class MergedChangesTest {

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void mixedChangesOfCopiedRowsArriveInTheirOrder(String flavor) {
        try (Copied copied = new Copied(flavor)) {
            copied.following.start();
            for (int round = 0; round < 20; round++) {
                copied.source.execute(
                        "BEGIN",
                        copied.sql("INSERT INTO %s VALUES (" + (100 + round) + ", 0)"),
                        copied.sql("UPDATE %s SET v = v + 1 WHERE id = " + (100 + round)),
                        copied.sql("UPDATE %s SET v = v + 1"),
                        copied.sql("DELETE FROM %s WHERE id = " + (round + 1)),
                        copied.sql("UPDATE %s SET id = " + (round + 1) + " WHERE id = " + (100 + round)),
                        "COMMIT");
            }
            copied.following.awaitCaughtUp();

            assertThat(copied.compared().difference()).isEmpty();
            assertThat(copied.following.status().missing()).isEmpty();
            copied.following.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void namesTheRowThatIsMissing(String flavor) {
        try (Copied copied = new Copied(flavor)) {
            copied.target.execute(copied.sql("DELETE FROM %s WHERE id = 7"));
            copied.source.execute(copied.sql("UPDATE %s SET v = v + 1"));
            copied.following.start();

            UnitResult.Failed failed = (UnitResult.Failed) copied.following.result();

            assertThat(failed.reason().getMessage())
                    .contains("code=36500", "UPDATE of 1 row(s)", "found 0 row(s) on the target");
            assertThat(copied.target.query(copied.sql("SELECT COUNT(*), SUM(v) FROM %s")))
                    .isEqualTo(List.of(List.of("49", "0")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void aRowThatHasItsValuesAlreadyIsNoMiss(String flavor) {
        try (Copied copied = new Copied(flavor)) {
            copied.target.execute(copied.sql("UPDATE %s SET v = 1 WHERE id = 7"));
            copied.source.execute(copied.sql("UPDATE %s SET v = v + 1"));
            copied.following.start();
            copied.following.awaitCaughtUp();

            assertThat(copied.compared().difference()).isEmpty();
            copied.following.stop();
        }
    }

    /** A table of 50 rows, copied, and about to be followed. */
    private static final class Copied implements AutoCloseable {
        private final DatabaseServer source;
        private final DatabaseServer target;
        private final String schema = SharedServers.schema("merged");
        private final Following following;

        Copied(String flavor) {
            boolean mysql = flavor.equals("mysql");
            source = mysql ? SharedServers.mariadb() : SharedServers.mysql();
            target = mysql ? SharedServers.mysql() : SharedServers.mariadb();
            source.execute("CREATE DATABASE " + schema, sql("CREATE TABLE %s (id INT PRIMARY KEY, v INT NOT NULL)"));
            source.execute(sql("INSERT INTO %s VALUES "
                    + IntStream.rangeClosed(1, 50)
                            .mapToObj(id -> "(" + id + ", 0)")
                            .collect(Collectors.joining(","))));
            following = Following.all(source, target, schema, false);
            assertThat(following.copy()).isEqualTo(new UnitResult.Finished());
        }

        String sql(String statement) {
            return statement.formatted(schema + ".t");
        }

        Comparison.Outcome compared() {
            return new Comparison(source, target).table(schema, "t", schema, "t");
        }

        @Override
        public void close() {
            following.close();
        }
    }
}
