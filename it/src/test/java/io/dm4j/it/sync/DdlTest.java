package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.RouteRule;
import io.dm4j.config.TablePattern;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.unit.UnitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code io.dm4j.sync} and {@code io.dm4j.ddl}: statements on definitions, with rows between them. */
class DdlTest {

    @Test
    void mysqlToMariadb() {
        followsStatements(SharedServers.mysql(), SharedServers.mariadb());
    }

    @Test
    void mariadbToMysql() {
        followsStatements(SharedServers.mariadb(), SharedServers.mysql());
    }

    private static void followsStatements(DatabaseServer source, DatabaseServer target) {
        String schema = SharedServers.schema("ddl");
        String routed = schema + "_to";
        try (Following following =
                Following.fromNow(source, target, schema, false).routed(new RouteRule("r", schema, "", routed, ""))) {
            following.start();
            try (SqlSession session = source.session()) {
                session.execute("CREATE DATABASE " + schema + " DEFAULT CHARSET utf8mb4", "USE " + schema);
                session.execute(
                        "CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(20))",
                        "INSERT INTO a VALUES (1, 'one'), (2, 'two')",
                        "ALTER TABLE a ADD COLUMN n BIGINT UNSIGNED NOT NULL DEFAULT 7 AFTER id",
                        "INSERT INTO a VALUES (3, 18446744073709551615, 'three')",
                        "CREATE TABLE b LIKE a",
                        "INSERT INTO b SELECT * FROM a",
                        "ALTER TABLE b DROP COLUMN v, ADD INDEX (n)",
                        "INSERT INTO b VALUES (4, 4)",
                        "CREATE UNIQUE INDEX u ON a (v)",
                        "RENAME TABLE a TO x, b TO a, x TO b",
                        "INSERT INTO a VALUES (5, 5)",
                        "INSERT INTO b VALUES (5, 5, 'five')",
                        "DROP INDEX u ON b",
                        "CREATE TABLE gone (id INT)",
                        "CREATE TABLE gone2 (id INT)",
                        "INSERT INTO gone VALUES (1)",
                        "DROP TABLE gone, gone2",
                        "CREATE TABLE gone (id INT PRIMARY KEY, j JSON, t TIMESTAMP NULL)",
                        "INSERT INTO gone VALUES (1, '{\"a\": [1, 2]}', '2024-05-06 07:08:09')",
                        "CREATE TABLE cut (id INT AUTO_INCREMENT PRIMARY KEY, c CHAR(3))",
                        "INSERT INTO cut (c) VALUES ('a'), ('b')",
                        "TRUNCATE TABLE cut",
                        "INSERT INTO cut (c) VALUES ('c')",
                        "CREATE VIEW seen AS SELECT id FROM a",
                        "CREATE TABLE parent (id INT PRIMARY KEY)",
                        "CREATE TABLE child (id INT PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id))",
                        "INSERT INTO parent VALUES (1)",
                        "INSERT INTO child VALUES (1, 1)",
                        "ALTER TABLE child RENAME TO kid",
                        "INSERT INTO kid VALUES (2, NULL)",
                        "SET time_zone = '+05:00'",
                        "ALTER TABLE cut ADD COLUMN at DATETIME DEFAULT CURRENT_TIMESTAMP",
                        "CREATE DATABASE " + schema + "_2",
                        "CREATE TABLE " + schema + "_2.t (id INT)",
                        "INSERT INTO " + schema + "_2.t VALUES (1)",
                        "DROP DATABASE " + schema + "_2");
            }
            following.awaitCaughtUp();

            assertThat(new Comparison(source, target).schemas(schema, routed))
                    .hasSize(6)
                    .allSatisfy(outcome -> assertThat(outcome.difference()).isEmpty());
            assertThat(target.query("SHOW DATABASES LIKE '" + schema + "\\_2'")).isEmpty();
            assertThat(target.query("SHOW INDEX FROM " + routed + ".a WHERE Key_name = 'n'"))
                    .hasSize(1);
            assertThat(following.status().missing()).isEmpty();
            following.stop();
        }
    }

    @Test
    void stopsAtATableThatComesFromOutside() {
        String schema = SharedServers.schema("ddl");
        DatabaseServer source = SharedServers.mariadb();
        BlockAllowList list =
                new BlockAllowList(List.of(schema), List.of(), List.of(), List.of(new TablePattern(schema, "hidden")));
        try (Following following =
                Following.fromNow(source, SharedServers.mysql(), schema, false).taking(list)) {
            following.start();
            source.execute(
                    "CREATE DATABASE " + schema,
                    "CREATE TABLE " + schema + ".hidden (id INT PRIMARY KEY)",
                    "RENAME TABLE " + schema + ".hidden TO " + schema + ".seen");

            UnitResult.Failed failed = (UnitResult.Failed) following.result();

            assertThat(failed.healable()).isFalse();
            assertThat(failed.reason().code().number()).isEqualTo(44563);
            assertThat(failed.reason().getMessage()).contains("binlog.", "`" + schema + "`.`hidden`");
        }
    }
}
