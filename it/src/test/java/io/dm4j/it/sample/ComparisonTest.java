package io.dm4j.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The comparison finds each single difference, and none between equal rows on unlike servers. */
class ComparisonTest {
    private static final long ROWS = 3000;
    private static final long SEED = 42;

    private final String schema = SharedServers.schema("sample");

    @BeforeEach
    void mysqlRuns() {
        assumeTrue(TestServers.mysqlAvailable());
    }

    @Test
    void findsTheSameRowsOnMysqlAndMariadb() {
        filled(SharedServers.mysql());
        copyDefinitions();
        Sample there = new Sample(SharedServers.mariadb(), schema, ROWS, SEED);
        there.fill();

        List<Comparison.Outcome> outcomes = compare();

        assertThat(outcomes).hasSize(10).allSatisfy(outcome -> assertThat(outcome.difference())
                .isEmpty());
        assertThat(outcomes.stream().mapToLong(Comparison.Outcome::rows).sum()).isEqualTo(there.rowCount());
    }

    @Test
    void namesTheRowThatDiffers() {
        filled(SharedServers.mysql());
        filled(SharedServers.mariadb());
        SharedServers.mariadb()
                .execute(
                        "USE " + schema,
                        "UPDATE orders SET remark = CONCAT(remark, ' ') WHERE id = 9223372036854776007",
                        "UPDATE product SET attributes = JSON_SET(attributes, '$.number', -1) WHERE attributes IS NOT NULL LIMIT 1",
                        "DELETE FROM page_view LIMIT 1",
                        "UPDATE measurement SET celsius = celsius + 0.001 LIMIT 1",
                        "UPDATE document SET digest = NULL LIMIT 1");

        List<Comparison.Outcome> different =
                compare().stream().filter(outcome -> !outcome.equal()).toList();

        assertThat(different)
                .extracting(Comparison.Outcome::table)
                .containsExactlyInAnyOrder("orders", "product", "page_view", "measurement", "document");
        assertThat(different)
                .filteredOn(outcome -> outcome.table().equals("orders"))
                .allSatisfy(outcome ->
                        assertThat(outcome.difference().orElseThrow()).contains("9223372036854776007"));
    }

    @Test
    void writerChangesAllTables() {
        Sample sample = filled(SharedServers.mysql());
        filled(SharedServers.mariadb());
        try (Writer writer = Writer.start(sample, SEED, 2000)) {
            Await.until(Duration.ofSeconds(60), "500 transactions", () -> writer.transactions() >= 500);
        }

        assertThat(compare().stream().filter(Comparison.Outcome::equal).map(Comparison.Outcome::table))
                .containsExactly("currency");
    }

    private List<Comparison.Outcome> compare() {
        return new Comparison(SharedServers.mysql(), SharedServers.mariadb()).schemas(schema, schema);
    }

    private Sample filled(DatabaseServer server) {
        Sample sample = new Sample(server, schema, ROWS, SEED);
        sample.create();
        sample.fill();
        return sample;
    }

    /** As MySQL tells them, to MariaDB. */
    private void copyDefinitions() {
        try (SqlSession from = SharedServers.mysql().session();
                SqlSession to = SharedServers.mariadb().session()) {
            to.execute("CREATE DATABASE " + schema, "USE " + schema);
            from.execute("USE " + schema);
            from.query("SHOW TABLES")
                    .forEach(row -> to.execute(
                            from.query("SHOW CREATE TABLE " + row.get(0)).get(0).get(1)));
        }
    }
}
