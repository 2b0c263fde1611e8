package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.EventFilterRule;
import io.dm4j.config.EventFilterRule.Action;
import io.dm4j.config.FilterEvent;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.unit.UnitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What event filters leave out of what is followed, between real servers. */
class EventFilterTest {

    @Test
    void mysqlToMariadb() {
        leavesOutWhatIsIgnored(SharedServers.mysql(), SharedServers.mariadb());
    }

    @Test
    void mariadbToMysql() {
        leavesOutWhatIsIgnored(SharedServers.mariadb(), SharedServers.mysql());
    }

    private static void leavesOutWhatIsIgnored(DatabaseServer source, DatabaseServer target) {
        String schema = SharedServers.schema("filter");
        try (Following following = Following.fromNow(source, target, schema, true)
                .leavingOut(
                        new EventFilterRule(
                                "keep",
                                schema,
                                "kept",
                                List.of(
                                        FilterEvent.DELETE,
                                        FilterEvent.TRUNCATE_TABLE,
                                        FilterEvent.DROP_TABLE,
                                        FilterEvent.DROP_COLUMN),
                                List.of("comment *= *'hush'"),
                                Action.IGNORE),
                        new EventFilterRule(
                                "grow",
                                schema,
                                "grown",
                                List.of(FilterEvent.INSERT, FilterEvent.CREATE_TABLE),
                                List.of(),
                                Action.DO))) {
            following.start();
            source.execute("CREATE DATABASE " + schema, "USE " + schema);
            for (String table : List.of("kept", "grown", "plain")) {
                source.execute(
                        "USE " + schema,
                        "CREATE TABLE " + table + " (id INT PRIMARY KEY, v INT, w INT)",
                        "INSERT INTO " + table + " VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3)",
                        "UPDATE " + table + " SET v = 10 WHERE id = 1",
                        "DELETE FROM " + table + " WHERE id = 2",
                        "ALTER TABLE " + table + " ADD COLUMN x INT DEFAULT 7",
                        "ALTER TABLE " + table + " COMMENT = 'hush'");
            }
            following.awaitCaughtUp();

            assertThat(rows(target, schema, "kept")).containsExactly("1 10 1 7", "2 2 2 7", "3 3 3 7");
            assertThat(rows(target, schema, "grown")).containsExactly("1 1 1", "2 2 2", "3 3 3");
            assertThat(rows(target, schema, "plain")).containsExactly("1 10 1 7", "3 3 3 7");
            assertThat(comments(target, schema)).containsExactly("", "", "hush");

            // a column that is dropped on the source alone
            source.execute(
                    "USE " + schema,
                    "ALTER TABLE kept DROP COLUMN w",
                    "INSERT INTO kept VALUES (4, 4, 4)",
                    "DELETE FROM kept WHERE id = 1",
                    "TRUNCATE TABLE kept",
                    "INSERT INTO kept VALUES (5, 5, 5)");
            following.awaitCaughtUp();
            following.die();
            source.execute("INSERT INTO " + schema + ".kept VALUES (6, 6, 6)", "DROP TABLE " + schema + ".kept");
            following.start();
            following.awaitCaughtUp();

            assertThat(rows(target, schema, "kept"))
                    .containsExactly("1 10 1 7", "2 2 2 7", "3 3 3 7", "4 4 - 4", "5 5 - 5", "6 6 - 6");
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    /** What the copy has read of it does not come back. */
    @Test
    void readsATableByItsDefinitionOfNowWhereAStatementOnItWasLeftOutBehindTheCopy() {
        DatabaseServer source = SharedServers.mysql();
        DatabaseServer target = SharedServers.mariadb();
        String schema = SharedServers.schema("leftout");
        source.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, v INT, w INT)",
                "INSERT INTO " + schema + ".t VALUES (1, 1, 1)");
        try (Following following = Following.all(source, target, schema, true)
                .leavingOut(new EventFilterRule(
                        "keep", schema, "t", List.of(FilterEvent.DROP_COLUMN), List.of(), Action.IGNORE))) {
            assertThat(following.copy()).isEqualTo(new UnitResult.Finished());
            following.start();
            source.execute("ALTER TABLE " + schema + ".t DROP COLUMN w");
            following.awaitCaughtUp();
            following.die();

            source.execute("INSERT INTO " + schema + ".t VALUES (2, 2)");
            following.start();
            following.awaitCaughtUp();

            assertThat(rows(target, schema, "t")).containsExactly("1 1 1", "2 2 -");
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    private static List<String> rows(DatabaseServer server, String schema, String table) {
        return server.query("SELECT * FROM " + schema + "." + table + " ORDER BY id").stream()
                .map(row -> String.join(
                        " ", row.stream().map(cell -> cell == null ? "-" : cell).toList()))
                .toList();
    }

    private static List<String> comments(DatabaseServer server, String schema) {
        return server
                .query("SELECT TABLE_COMMENT FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + schema
                        + "' ORDER BY TABLE_NAME")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
