package io.dm4j.it.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.it.server.TestServers;
import io.dm4j.unit.UnitResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code io.dm4j.sync} after a statement whose outcome was not recorded, and after a source that went away. */
class RecoveryTest {

    @Test
    void goesOnBehindAStatementThatHadRun() {
        assertThat(recovered("ALTER TABLE %s.t ADD INDEX (v)")).isEqualTo("1");
    }

    @Test
    void runsAStatementThatHadNotRun() {
        assertThat(recovered("DO 0")).isEqualTo("1");
    }

    /** ADD INDEX without a name, run twice, makes two. The answer is how many there are. */
    private static String recovered(String ranBefore) {
        DatabaseServer source = SharedServers.mysql();
        DatabaseServer target = SharedServers.mariadb();
        String schema = SharedServers.schema("intent");
        try (Following following = Following.fromNow(source, target, schema, false)) {
            following.start();
            source.execute(
                    "CREATE DATABASE " + schema,
                    "CREATE TABLE " + schema + ".t (id INT PRIMARY KEY, v INT)",
                    "INSERT INTO " + schema + ".t VALUES (1, 1)");
            following.awaitCaughtUp();
            following.stop();
            source.execute("ALTER TABLE " + schema + ".t ADD INDEX (v)");
            leaveIntent(source, target, schema);
            target.execute(ranBefore.formatted(schema));
            source.execute("INSERT INTO " + schema + ".t VALUES (2, 2)");

            following.start();
            following.awaitCaughtUp();

            assertThat(target.query("SELECT id FROM " + schema + ".t ORDER BY id"))
                    .isEqualTo(List.of(List.of("1"), List.of("2")));
            assertThat(target.query("SELECT * FROM dm_meta.task_" + schema + "_ddl_intent"))
                    .isEmpty();
            following.stop();
            return target.value("SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_NAME = 't'"
                    + " AND COLUMN_NAME = 'v' AND TABLE_SCHEMA = '" + schema + "'");
        }
    }

    private static void leaveIntent(DatabaseServer source, DatabaseServer target, String schema) {
        List<String> end = source.query("SHOW MASTER STATUS").get(0);
        String before =
                target.query("SHOW CREATE TABLE " + schema + ".t").get(0).get(1);
        target.execute("INSERT INTO dm_meta.task_" + schema + "_ddl_intent VALUES ('source-1', '" + end.get(0) + "', "
                + end.get(1) + ", '', '', '{\"step\":0,\"schema\":\"" + schema + "\",\"table\":\"t\"}', '"
                + before.replace("'", "''") + "', 0)");
    }

    @Test
    void comesBackWhenTheSourceWasRestarted(@TempDir Path directory) {
        DatabaseServer target = SharedServers.mysql();
        String schema = SharedServers.schema("restart");
        try (DatabaseServer source = TestServers.mariadb(directory.resolve("source"), ServerOptions.PLAIN);
                Following following = Following.fromNow(source, target, schema, true)) {
            following.start();
            source.execute("CREATE DATABASE " + schema, "CREATE TABLE " + schema + ".k (v INT)");
            insert(source, schema, 0, 200);
            source.stop();
            source.start();
            insert(source, schema, 200, 400);
            following.awaitCaughtUp();

            assertThat(target.query("SELECT COUNT(*), COUNT(DISTINCT v) FROM " + schema + ".k"))
                    .isEqualTo(List.of(List.of("400", "400")));
            assertThat(following.stop()).isEqualTo(new UnitResult.Stopped());
        }
    }

    private static void insert(DatabaseServer source, String schema, int from, int to) {
        try (SqlSession session = source.session()) {
            for (int i = from; i < to; i++) {
                session.execute("INSERT INTO " + schema + ".k VALUES (" + i + ")");
            }
        }
    }
}
