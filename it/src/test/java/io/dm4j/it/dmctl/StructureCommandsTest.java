package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code binlog-schema} on a running cluster: the way out of rows that nobody can read, and what is refused. */
@ExtendWith(LiveCluster.Shared.class)
class StructureCommandsTest {
    private static final DatabaseServer UPSTREAM = SharedServers.mysql();
    private static final DatabaseServer TARGET = SharedServers.mariadb();

    private final LiveCluster cluster;

    StructureCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void letsATaskReadRowsByTheStructureOfThen() {
        String schema = "structure_then";
        String create = "CREATE TABLE " + schema + ".fruit (id INT PRIMARY KEY, name VARCHAR(20), weight INT)";
        TARGET.execute("CREATE DATABASE " + schema, create);
        UPSTREAM.execute("CREATE DATABASE " + schema, create);
        List<String> now = UPSTREAM.query("SHOW MASTER STATUS").get(0);
        UPSTREAM.execute(
                "INSERT INTO " + schema + ".fruit VALUES (1, 'apple', 150), (2, 'pear', 170)",
                "UPDATE " + schema + ".fruit SET weight = 160 WHERE id = 1",
                "ALTER TABLE " + schema + ".fruit MODIFY weight VARCHAR(30)",
                "INSERT INTO " + schema + ".fruit VALUES (3, 'fig', 'light')");
        begun("then", followingFrom("then", schema, now.get(0), now.get(1)));
        awaitStop("then", "36573");
        assertThat(status("then"))
                .contains(
                        "`dmctl binlog-schema update then structure_then fruit FILE -s live-01`",
                        "`dmctl resume-task then -s live-01`");
        assertThat(list("then", schema)).contains("`weight` varchar(30)");

        String file = cluster.file("fruit.sql", create + ";\n");
        DmctlRun update =
                cluster.script("binlog-schema", "update", "then", schema, "fruit", file, "-s", LiveCluster.SOURCE);
        assertThat(update.out())
                .isEqualTo(
                        """
                {
                    "result": true,
                    "msg": "",
                    "sources": [
                        {
                            "result": true,
                            "msg": "",
                            "source": "live-01",
                            "worker": "w1"
                        }
                    ]
                }
                """);
        assertThat(update.exitCode()).isZero();
        assertThat(list("then", schema)).contains("`weight` int").doesNotContain("varchar(30)");
        assertThat(leftOvers("then")).isEqualTo("0");

        done("resume-task", "then");
        cluster.awaitCaughtUp("then");
        assertSameRows(schema);
        assertThat(list("then", schema)).contains("`weight` varchar(30)");
        done("stop-task", "then");
    }

    /** Neither side has as many columns now: 36504. A structure that does not fit either is found at the row: 36573. */
    @Test
    void letsATaskReadRowsWithAColumnThatIsGoneSince() {
        String schema = "structure_gone_column";
        TARGET.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".fruit (id INT PRIMARY KEY, name VARCHAR(20), weight INT, note INT)");
        UPSTREAM.execute(
                "CREATE DATABASE " + schema,
                "CREATE TABLE " + schema + ".fruit (id INT PRIMARY KEY, name VARCHAR(20), weight INT)");
        List<String> now = UPSTREAM.query("SHOW MASTER STATUS").get(0);
        UPSTREAM.execute(
                "INSERT INTO " + schema + ".fruit VALUES (1, 'apple', 150), (2, 'pear', 170)",
                "ALTER TABLE " + schema + ".fruit DROP COLUMN weight",
                "INSERT INTO " + schema + ".fruit VALUES (3, 'fig')");
        begun("column", followingFrom("column", schema, now.get(0), now.get(1)));
        awaitStop("column", "36504");
        assertThat(status("column"))
                .contains("`dmctl binlog-schema update column structure_gone_column fruit FILE -s live-01`");

        assertThat(update("column", schema, "fruit", text("CREATE TABLE fruit (id INT PRIMARY KEY)"))
                        .exitCode())
                .isZero();
        cluster.script("resume-task", "column");
        awaitStop("column", "36573");
        String then = text("CREATE TABLE fruit (id INT PRIMARY KEY, name VARCHAR(20), weight INT)");
        assertThat(update("column", schema, "fruit", then).exitCode()).isZero();
        done("resume-task", "column");
        cluster.awaitCaughtUp("column");

        String rows = "SELECT id, name FROM " + schema + ".fruit ORDER BY id";
        assertThat(TARGET.query(rows)).hasSize(3).isEqualTo(UPSTREAM.query(rows));
        done("stop-task", "column");
    }

    private void awaitStop(String task, String code) {
        Await.until(LiveCluster.BOUND, task + " stops by " + code, () -> {
            String status = status(task);
            return status.contains("\"stage\": \"Paused\"") && status.contains(code);
        });
    }

    @Test
    void changesOnlyWhatRestsAndIsWhole() {
        String schema = cluster.schema("structure_rest");
        begun("rest", cluster.taskFile("rest", LiveCluster.SOURCE, schema));
        cluster.awaitCaughtUp("rest");
        String wrong = cluster.file("wrong.sql", "CREATE TABLE a (id INT PRIMARY KEY, v VARCHAR(9) DEFAULT 'hidden'");
        String good = cluster.file("good.sql", "CREATE TABLE a.b (id INT PRIMARY KEY, name VARCHAR(40));");
        assertRefused("38541", "rest", schema, "fruit", good)
                .contains("dmctl pause-task rest -s live-01", "dmctl resume-task rest -s live-01");
        assertThat(forget("rest", schema).err()).contains("code=38541");
        done("pause-task", "rest");

        assertRefused("24508", "rest", schema, "fruit", wrong).doesNotContain("hidden");
        assertRefused("24508", "rest", schema, "fruit", text("CREATE TABLE a (v VARCHAR(9) COLLATE nowhere_ci)"))
                .contains("nowhere_ci");
        assertRefused("44570", "rest", schema, "fruit", text("CREATE TABLE a LIKE " + schema + ".fruit"));
        assertRefused("44570", "rest", schema, "fruit", text("CREATE TABLE a (v INT); DROP TABLE b"));
        assertRefused("46506", "rest", "elsewhere", "fruit", good);
        assertRefused("46018", "nobody", schema, "fruit", good);
        assertRefused("46507", "rest", schema, "bread", "--from-target");
        assertRefused("46507", "rest", schema, "bread", "--from-source");
        assertThat(cluster.person("binlog-schema", "list", "rest", schema, "fruit", "-s", "nobody")
                        .err())
                .contains("code=46008");
        assertThat(list("rest", schema)).contains("`name` varchar(20)");
        assertThat(leftOvers("rest")).isEqualTo("0");

        assertThat(update("rest", schema, "fruit", good).exitCode()).isZero();
        assertThat(list("rest", schema)).contains("`name` varchar(40)");
        TARGET.execute("ALTER TABLE " + schema + ".fruit MODIFY name VARCHAR(50)");
        assertThat(update("rest", schema, "fruit", "--from-target").exitCode()).isZero();
        assertThat(list("rest", schema)).contains("`name` varchar(50)");
        assertThat(update("rest", schema, "fruit", "--from-source").exitCode()).isZero();
        assertThat(list("rest", schema)).contains("`name` varchar(20)");
        done("stop-task", "rest");
    }

    /** Also where the copy had read one: that does not come back. */
    @Test
    void asksForAStructureThatWasForgottenAtTheNextRow() {
        String schema = cluster.schema("structure_gone");
        begun("gone", cluster.taskFile("gone", LiveCluster.SOURCE, schema));
        cluster.awaitCaughtUp("gone");
        done("pause-task", "gone");
        assertThat(list("gone", schema)).contains("`name` varchar(20)");

        assertThat(forget("gone", schema).exitCode()).isZero();

        DmctlRun nothing = cluster.person("binlog-schema", "list", "gone", schema, "fruit");
        assertThat(nothing.exitCode()).isEqualTo(1);
        assertThat(nothing.err()).contains("code=46503");
        done("resume-task", "gone");
        UPSTREAM.execute("INSERT INTO " + schema + ".fruit VALUES (4, 'quince')");
        Await.until(
                LiveCluster.BOUND, "the row is there", () -> TARGET.value("SELECT COUNT(*) FROM " + schema + ".fruit")
                        .equals("4"));
        assertThat(list("gone", schema)).contains("`name` varchar(20)");
        assertSameRows(schema);
        done("stop-task", "gone");
    }

    private void begun(String task, String file) {
        DmctlRun start = cluster.script("start-task", file);
        assertThat(start.out()).as(task).contains("\"source\": \"live-01\"");
    }

    private void done(String command, String task) {
        DmctlRun run = cluster.script(command, task);
        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    private String status(String task) {
        return cluster.script("query-status", task).out();
    }

    private String list(String task, String schema) {
        DmctlRun run = cluster.person("binlog-schema", "list", task, schema, "fruit", "-s", LiveCluster.SOURCE);
        assertThat(run.exitCode()).as(run.toString()).isZero();
        return run.out();
    }

    private DmctlRun update(String task, String schema, String table, String origin) {
        return cluster.person("binlog-schema", "update", task, schema, table, origin, "-s", LiveCluster.SOURCE);
    }

    private DmctlRun forget(String task, String schema) {
        return cluster.person("binlog-schema", "delete", task, schema, "fruit", "-s", LiveCluster.SOURCE);
    }

    private AbstractStringAssert<?> assertRefused(
            String code, String task, String schema, String table, String origin) {
        DmctlRun run = update(task, schema, table, origin);
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        return assertThat(run.err()).contains("code=" + code);
    }

    private String text(String statement) {
        return cluster.file("given.sql", statement);
    }

    private static String leftOvers(String task) {
        return TARGET.value("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'meta_" + task
                + "' AND TABLE_NAME LIKE 'dm4j%scratch%'");
    }

    private static void assertSameRows(String schema) {
        String rows = "SELECT * FROM " + schema + ".fruit ORDER BY id";
        assertThat(TARGET.query(rows)).isNotEmpty().isEqualTo(UPSTREAM.query(rows));
    }

    private String followingFrom(String task, String schema, String file, String position) {
        return cluster.file(
                task + ".yaml",
                """
                name: %1$s
                task-mode: incremental
                meta-schema: meta_%1$s
                target-database:
                  host: 127.0.0.1
                  port: %2$d
                  user: %3$s
                  password: %4$s
                mysql-instances:
                  - source-id: live-01
                    block-allow-list: one
                    meta:
                      binlog-name: %5$s
                      binlog-pos: %6$s
                block-allow-list:
                  one:
                    do-dbs: [%7$s]
                """
                        .formatted(
                                task, TARGET.port(), TARGET.rootUser(), TARGET.rootPassword(), file, position, schema));
    }
}
