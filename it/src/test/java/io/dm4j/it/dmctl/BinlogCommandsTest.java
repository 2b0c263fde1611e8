package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code binlog skip|replace|inject|revert|list} on a running cluster, at statements that stop a task. */
@ExtendWith(LiveCluster.Shared.class)
class BinlogCommandsTest {
    private static final Pattern SKIP = Pattern.compile("`dmctl (binlog skip [^`]+)`");

    private final DatabaseServer source = SharedServers.mysql();
    private final DatabaseServer target = SharedServers.mariadb();
    private final LiveCluster cluster;

    BinlogCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void theCommandThatQueryStatusNamesLeadsPastTheStatement() {
        started("skipping");
        target.execute("ALTER TABLE skipping.fruit ADD COLUMN weight INT");
        source.execute(
                "ALTER TABLE skipping.fruit ADD COLUMN weight INT", "INSERT INTO skipping.fruit VALUES (4, 'fig', 9)");

        String command = commandThatStatusNames("skipping");
        DmctlRun skip = cluster.person(command.split(" "));

        assertThat(skip.out())
                .isEqualTo(
                        """
                        SOURCE   WORKER  RESULT  MESSAGE
                        live-01  w1      ok
                        """);
        assertThat(skip.exitCode()).as(skip.toString()).isZero();
        goesOnWithTheSameRows("skipping");
    }

    @Test
    void runsOthersInItsPlaceOnceTheyAreRight() {
        started("replacing");
        source.execute(
                "ALTER TABLE replacing.fruit ADD COLUMN weight INT, ADD INDEX heavy (weight) INVISIBLE",
                "INSERT INTO replacing.fruit VALUES (4, 'fig', 9)");
        awaitPaused("replacing", "36507");

        DmctlRun wrong = cluster.person("binlog", "replace", "replacing", "ALTER TABLE fruit ADD COLUMN weight INT");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err()).contains("code=44567", "does not name the schema of table `fruit`");

        DmctlRun right = cluster.person(
                "binlog",
                "replace",
                "replacing",
                "ALTER TABLE replacing.fruit ADD COLUMN weight INT; CREATE INDEX heavy ON replacing.fruit (weight)");
        assertThat(right.exitCode()).as(right.toString()).isZero();
        assertThat(cluster.person("binlog", "list", "replacing").exitCode()).isZero();
        goesOnWithTheSameRows("replacing");
        assertThat(target.query("SHOW INDEX FROM replacing.fruit WHERE Key_name = 'heavy'"))
                .hasSize(1);
    }

    @Test
    void whatIsGivenInAdvanceIsListedTakenBackAndOutlivesAWorker() {
        started("advance");
        String first = "ALTER TABLE advance.fruit ADD COLUMN a INT, ADD INDEX ia (a) INVISIBLE";
        String second = "ALTER TABLE advance.fruit ADD COLUMN b INT, ADD INDEX ib (b) INVISIBLE";
        source.execute(first, second, "INSERT INTO advance.fruit VALUES (4, 'fig', 9, 10)");
        awaitPaused("advance", "36507");
        String later = placeOf("ADD COLUMN b INT");

        assertThat(cluster.person("binlog", "skip", "advance", "-b", later).exitCode())
                .isZero();
        awaitPaused("advance", placeOf("ADD COLUMN a INT"));
        assertThat(cluster.person("binlog", "list", "advance").out())
                .isEqualTo("SOURCE   PLACE" + " ".repeat(later.length() - 5) + "  DONE  STATEMENTS\n" + "live-01  "
                        + later + "  skip  -\n");
        assertThat(cluster.person("binlog", "revert", "advance", "-b", later).exitCode())
                .isZero();
        awaitPaused("advance", "36507");
        assertThat(cluster.person("binlog", "list", "advance").out()).isEqualTo("nothing pending\n");

        cluster.person("binlog", "replace", "advance", "-b", later, "ALTER TABLE advance.fruit ADD COLUMN b INT");
        awaitPaused("advance", "36507");
        cluster.restartWorker();
        awaitPaused("advance", "36507");
        assertThat(new JsonObject(cluster.script("binlog", "list", "advance", "-b", later)
                                .out())
                        .getJsonArray("sources")
                        .getJsonObject(0)
                        .getString("msg"))
                .isEqualTo("[{\"op\":2,\"task\":\"advance\",\"binlogPos\":\"" + later
                        + "\",\"sqls\":[\"ALTER TABLE advance.fruit ADD COLUMN b INT\"]}]");

        target.execute("ALTER TABLE advance.fruit ADD COLUMN a INT");
        assertThat(cluster.person("handle-error", "advance", "skip").exitCode()).isZero();
        goesOnWithTheSameRows("advance");
    }

    @Test
    void refusesWhatCannotBeByItsCode() throws IOException {
        started("refusing");
        assertRefused("code=46018", "skip", "nowhere");
        assertRefused("code=46008", "skip", "refusing", "-s", "elsewhere");
        assertRefused("code=38541", "skip", "refusing");
        assertRefused("code=38541", "skip", "refusing", "-b", "binlog.999999:4");
        cluster.person("pause-task", "refusing");
        assertRefused("code=38542", "skip", "refusing");
        assertRefused("code=38542", "revert", "refusing");
        assertRefused("code=38543", "skip", "refusing", "-b", "binlog.000001:4");
        assertRefused("code=38544", "revert", "refusing", "-b", "binlog.999999:4");
        assertRefused("code=44567", "inject", "refusing", "DELETE FROM refusing.fruit");
        assertThat(errors(new JsonObject()
                        .put("op", "Skip")
                        .put("task", "refusing")
                        .put("binlogPos", "here")))
                .contains("code=38545");
        assertThat(errors(new JsonObject().put("task", "refusing"))).contains("code=38041");
        assertThat(cluster.person("query-status", "refusing").out()).contains("Paused");
        cluster.person("stop-task", "refusing");
    }

    private String errors(JsonObject body) throws IOException {
        return new JsonObject(cluster.caller("dmctl")
                        .call(cluster.masterPort(), "PUT", "/apis/v1alpha1/errors", body.encode())
                        .body())
                .getString("msg");
    }

    private void assertRefused(String code, String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "binlog";
        System.arraycopy(words, 0, command, 1, words.length);
        DmctlRun run = cluster.person(command);
        assertThat(run.err()).contains(code);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private void started(String task) {
        String file = cluster.taskFile(task, LiveCluster.SOURCE, cluster.schema(task));
        DmctlRun start = cluster.script("start-task", file);
        assertThat(start.exitCode()).as(start.toString()).isZero();
        cluster.awaitCaughtUp(task);
    }

    private void awaitPaused(String task, String words) {
        Await.until(LiveCluster.BOUND, task + " is paused by " + words, () -> {
            String status = cluster.script("query-status", task).out();
            return status.contains("\"stage\": \"Paused\"") && status.contains(words);
        });
    }

    private String commandThatStatusNames(String task) {
        awaitPaused(task, "36507");
        Matcher named = SKIP.matcher(cluster.script("query-status", task).out());
        assertThat(named.find()).isTrue();
        return named.group(1);
    }

    /** Where the upstream's statement with these words begins, as the server tells it. */
    private String placeOf(String words) {
        List<String> logs =
                source.query("SHOW BINARY LOGS").stream().map(row -> row.get(0)).toList();
        String file = logs.get(logs.size() - 1);
        return source.query("SHOW BINLOG EVENTS IN '" + file + "'").stream()
                .filter(event -> event.get(5).contains(words))
                .map(event -> file + ":" + event.get(1))
                .findFirst()
                .orElseThrow();
    }

    private void goesOnWithTheSameRows(String task) {
        cluster.awaitCaughtUp(task);
        Await.until(
                LiveCluster.BOUND,
                "the last row is there",
                () -> target.query("SELECT 1 FROM " + task + ".fruit WHERE id = 4")
                                .size()
                        == 1);
        assertThat(new Comparison(source, target).table(task, "fruit", task, "fruit"))
                .satisfies(outcome -> assertThat(outcome.difference()).isEmpty());
        cluster.person("stop-task", task);
    }
}
