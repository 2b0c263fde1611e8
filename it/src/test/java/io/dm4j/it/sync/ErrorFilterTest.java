package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.EventFilterRule;
import io.dm4j.config.EventFilterRule.Action;
import io.dm4j.config.FilterEvent;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.sync.SyncError;
import io.dm4j.unit.UnitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Event filters of action Error, and those of a source's file, between real servers. */
class ErrorFilterTest {

    @Test
    void mysqlToMariadb() {
        stopsAtWhatMustNotBe(SharedServers.mysql(), SharedServers.mariadb());
    }

    @Test
    void mariadbToMysql() {
        stopsAtWhatMustNotBe(SharedServers.mariadb(), SharedServers.mysql());
    }

    private static void stopsAtWhatMustNotBe(DatabaseServer source, DatabaseServer target) {
        String schema = SharedServers.schema("guarded");
        EventFilterRule guard = filter("guard", schema, "t", Action.ERROR, FilterEvent.DELETE);
        try (Following following = Following.fromNow(source, target, schema, true)
                .leavingOut(guard)
                .leavingOutBySource(
                        filter("filters[0]", schema, "t", Action.IGNORE, FilterEvent.UPDATE),
                        filter("filters[1]", schema, "", Action.ERROR, FilterEvent.DROP_TABLE))) {
            following.start();
            source.execute(
                    "CREATE DATABASE " + schema,
                    "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, v INT)",
                    "CREATE TABLE " + schema + ".other (id INT PRIMARY KEY)",
                    "INSERT INTO " + schema + ".t VALUES (1, 1), (2, 2)",
                    "UPDATE " + schema + ".t SET v = 10 WHERE id = 1",
                    "INSERT INTO " + schema + ".other VALUES (1), (2)",
                    "DELETE FROM " + schema + ".other WHERE id = 1",
                    "DELETE FROM " + schema + ".t WHERE id = 2",
                    "INSERT INTO " + schema + ".t VALUES (3, 3)");

            assertStopped(following, "event filter guard has action Error for delete", "`" + schema + "`.`t`");
            assertThat(target.query("SELECT id, v FROM " + schema + ".t ORDER BY id"))
                    .isEqualTo(List.of(List.of("1", "1"), List.of("2", "2")));
            assertThat(target.query("SELECT id FROM " + schema + ".other")).isEqualTo(List.of(List.of("2")));

            // it stays in the way until the filter is another one
            following.close();
            following.start();
            assertStopped(following, "event filter guard has action Error for delete");
            following.close();
            following.leavingOut(filter("guard", schema, "t", Action.IGNORE, FilterEvent.DELETE));
            following.start();
            following.awaitCaughtUp();
            assertThat(target.query("SELECT id FROM " + schema + ".t ORDER BY id"))
                    .isEqualTo(List.of(List.of("1"), List.of("2"), List.of("3")));

            source.execute("DROP TABLE " + schema + ".other");
            assertStopped(
                    following,
                    "event filter filters[1] has action Error for drop table",
                    "statement at ",
                    "dmctl binlog skip");
            assertThat(target.query("SELECT id FROM " + schema + ".other")).isEqualTo(List.of(List.of("2")));
        }
    }

    private static void assertStopped(Following following, String... words) {
        assertThat(following.result()).isInstanceOfSatisfying(UnitResult.Failed.class, failed -> {
            assertThat(failed.reason().code()).isEqualTo(SyncError.FILTER_STOPS);
            assertThat(failed.reason()).hasMessageContainingAll(words);
            assertThat(failed.healable()).isFalse();
        });
    }

    private static EventFilterRule filter(String name, String schema, String table, Action action, FilterEvent event) {
        return new EventFilterRule(name, schema, table, List.of(event), List.of(), action);
    }
}
