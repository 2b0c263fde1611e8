package io.dm4j.it.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command of {@code io.dm4j.dmctl} against a running cluster: table, DM's JSON, exit code; and what is refused. */
class DmctlLiveTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String SOURCE = "live-01";
    private static final int FEW_TICKS = 3;

    @TempDir
    static Path directory;

    private static LiveCluster cluster;

    @BeforeAll
    static void start() {
        cluster = new LiveCluster(directory);
        Await.until(BOUND, "the worker is there", () -> cluster.person("list-member", "-w")
                .out()
                .contains("free"));
        DmctlRun created = cluster.script("operate-source", "create", cluster.sourceFile(SOURCE));
        assertThat(created.exitCode()).as(created.toString()).isZero();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void createsShowsAndStopsASourceInJson() {
        String file = cluster.sourceFile("json-01");

        for (String operation : List.of("create", "show", "stop")) {
            DmctlRun run = cluster.script("operate-source", operation, file);

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                    {
                        "result": true,
                        "msg": "",
                        "sources": [
                            {
                                "result": true,
                                "msg": "",
                                "source": "json-01",
                                "worker": "w1"
                            }
                        ]
                    }
                    """);
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void createsShowsAndStopsASourceAsATable() {
        String file = cluster.sourceFile("table-01");

        for (String operation : List.of("create", "show", "stop")) {
            DmctlRun run = cluster.person("operate-source", operation, file);

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                    SOURCE    WORKER  RESULT  MESSAGE
                    table-01  w1      ok
                    """);
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void operatesATaskInJson() {
        String file = cluster.taskFile("json_task", SOURCE, schema("json_task"));

        DmctlRun check = cluster.script("check-task", file);
        assertThat(check.exitCode()).as(check.toString()).isZero();
        JsonObject checked = new JsonObject(check.out());
        assertThat(checked.fieldNames()).containsExactly("result", "msg");
        assertThat(checked.getString("msg")).startsWith("pre-check is passed.");

        DmctlRun start = cluster.script("start-task", file);
        assertThat(start.exitCode()).as(start.toString()).isZero();
        assertThat(start.out())
                .startsWith(
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
                    ],
                    "checkResult": "pre-check is passed.""");

        awaitCaughtUp("json_task");
        assertThat(numbersAside(cluster.script("query-status", "json_task")))
                .isEqualTo(
                        """
                {
                    "result": true,
                    "msg": "",
                    "sources": [
                        {
                            "result": true,
                            "msg": "",
                            "sourceStatus": {
                                "source": "live-01",
                                "worker": "w1",
                                "result": null,
                                "relayStatus": null
                            },
                            "subTaskStatus": [
                                {
                                    "name": "json_task",
                                    "stage": "Running",
                                    "unit": "Sync",
                                    "result": null,
                                    "unresolvedDDLLockID": "",
                                    "sync": {
                                        "totalEvents": "N",
                                        "totalTps": "N",
                                        "recentTps": "N",
                                        "masterBinlog": "P",
                                        "masterBinlogGtid": "G",
                                        "syncerBinlog": "P",
                                        "syncerBinlogGtid": "G",
                                        "blockingDDLs": [],
                                        "unresolvedGroups": [],
                                        "synced": true,
                                        "binlogType": "remote",
                                        "secondsBehindMaster": "N",
                                        "blockDDLOwner": "",
                                        "conflictMsg": "",
                                        "totalRows": "N",
                                        "totalRps": "N",
                                        "recentRps": "N",
                                        "ioTotalBytes": "N",
                                        "dumpIOTotalBytes": "N"
                                    },
                                    "validation": null
                                }
                            ]
                        }
                    ]
                }
                """);

        for (String command : List.of("pause", "resume", "stop")) {
            DmctlRun run = cluster.script(command + "-task", "json_task");

            assertThat(run.out())
                    .isEqualTo(
                            """
                    {
                        "op": "%s",
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
                    """
                                    .formatted(
                                            command.equals("stop")
                                                    ? "Delete"
                                                    : command.substring(0, 1).toUpperCase() + command.substring(1)));
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void operatesATaskAsTables() {
        String file = cluster.taskFile("table_task", SOURCE, schema("table_task"));

        DmctlRun check = cluster.person("check-task", file);
        assertThat(check.exitCode()).as(check.toString()).isZero();
        assertThat(check.out()).startsWith("pre-check is passed.").doesNotContain("{");

        DmctlRun start = cluster.person("start-task", file);
        assertThat(start.exitCode()).as(start.toString()).isZero();
        assertThat(start.out())
                .endsWith(
                        """
                SOURCE   WORKER  RESULT  MESSAGE
                live-01  w1      ok
                """);

        awaitCaughtUp("table_task");
        DmctlRun status = cluster.person("query-status", "table_task");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .containsPattern("^TASK +SOURCE +WORKER +STAGE +UNIT +PROGRESS +POSITION$");
        assertThat(status.out())
                .containsPattern(
                        "(?m)^table_task +live-01 +w1 +Running +Sync +lag 0 s, caught up.* +\\(\\S+, \\d+\\)$");

        for (String command : List.of("pause-task", "resume-task", "stop-task")) {
            DmctlRun run = cluster.person(command, file);

            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .isEqualTo(
                            """
                    SOURCE   WORKER  RESULT  MESSAGE
                    live-01  w1      ok
                    """);
            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void summarizesAllTasksAsDmDoes() {
        String file = cluster.taskFile("summed", SOURCE, schema("summed"));
        cluster.script("start-task", file);

        assertThat(cluster.script("query-status").out())
                .contains(
                        """
                        {
                            "taskName": "summed",
                            "taskStatus": "Running",
                            "sources": [
                                "live-01"
                            ]
                        }"""
                                .indent(8)
                                .stripTrailing());
        cluster.script("pause-task", "summed");
        assertThat(cluster.script("query-status").out()).contains("\"taskStatus\": \"Paused\"");
        assertThat(cluster.person("query-status").out()).containsPattern("(?m)^summed +live-01 +w1 +Paused ");

        assertThat(cluster.script("stop-task", "summed").exitCode()).isZero();
    }

    @Test
    void watchesOneDocumentALineUntilItIsEnded() {
        String file = cluster.taskFile("watched", SOURCE, schema("watched"));
        cluster.script("start-task", file);

        DmctlRun.Running watch = DmctlRun.start(
                DmctlRun.Reader.SCRIPT,
                cluster.line("dmctl", "query-status", "watched", "--watch", "--interval", "0.1"));
        Await.until(BOUND, "some ticks", () -> watch.out().lines().count() > FEW_TICKS);
        DmctlRun ended = watch.end();

        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(new JsonObject(line).getBoolean("result"))
                .isTrue());
        assertThat(ended.exitCode()).isZero();
        assertThat(cluster.script("stop-task", "watched").exitCode()).isZero();
    }

    @Test
    void listsTheMembersInJson() {
        DmctlRun run = cluster.script("list-member");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        """
                {
                    "result": true,
                    "msg": "",
                    "members": [
                        {
                            "leader": {
                                "msg": "",
                                "name": "m1",
                                "addr": "%1$s"
                            }
                        },
                        {
                            "master": {
                                "msg": "",
                                "masters": [
                                    {
                                        "name": "m1",
                                        "memberID": "1",
                                        "alive": true,
                                        "peerURLs": [
                """
                                .formatted(cluster.masterAddress()));
        assertThat(run.out())
                .contains("\"https://" + cluster.masterAddress() + "\"")
                .contains(
                        """
                        {
                            "worker": {
                                "msg": "",
                                "workers": [
                                    {
                                        "name": "w1",
                                        "addr": "%s",
                                        "stage": "bound",
                                        "source": "live-01\
                """
                                .formatted(cluster.workerAddress()));
    }

    @Test
    void listsTheMembersAsATable() {
        DmctlRun run = cluster.person("list-member");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("^KIND +NAME +ADDRESS +STATE +SOURCE\n")
                .containsPattern("(?m)^leader +m1 +" + cluster.masterAddress() + "$")
                .containsPattern("(?m)^master +m1 +https://" + cluster.masterAddress() + " +alive$")
                .containsPattern("(?m)^worker +w1 +" + cluster.workerAddress() + " +bound +live-01");
    }

    @Test
    void showsConfigurationsWithoutTheirSecrets() {
        String password = SharedServers.mysql().rootPassword();
        cluster.script("start-task", cluster.taskFile("shown", SOURCE, schema("shown")));

        for (DmctlRun run : List.of(
                cluster.script("config", "source", SOURCE),
                cluster.person("config", "source", SOURCE),
                cluster.script("config", "task", "shown"),
                cluster.person("config", "task", "shown"))) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("******").doesNotContain(password);
        }
        assertThat(cluster.person("config", "source", SOURCE).out()).startsWith("source-id: live-01\n");
        assertThat(new JsonObject(cluster.script("config", "task", "shown").out()).fieldNames())
                .containsExactly("result", "msg", "cfg");

        assertThat(cluster.script("stop-task", "shown").exitCode()).isZero();
    }

    @Test
    void namesEveryProblemOfATaskFileWithItsLine() {
        String file = cluster.file(
                "wrong.yaml",
                """
                name: wrong
                task-mode: sometimes
                target-databse:
                  host: 127.0.0.1
                mysql-instances:
                  - source-id: live-01
                    route-rules: [nowhere]
                """);

        for (String command : List.of("check-task", "start-task")) {
            DmctlRun run = cluster.person(command, file);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains(file + ":2: task-mode: ")
                    .contains(file + ":3: target-databse: ")
                    .contains("target-database")
                    .contains("nowhere")
                    .endsWith("Nothing was sent.\n");
        }
    }

    @Test
    void namesEveryProblemOfASourceFileWithItsLine() {
        String file = cluster.file(
                "wrong-source.yaml",
                """
                source-id: wrong-01
                enable-gtd: true
                from:
                  host: 127.0.0.1
                  port: many
                """);

        DmctlRun run = cluster.person("operate-source", "create", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(file + ":2: enable-gtd: ")
                .contains(file + ":5: from.port: ")
                .endsWith("Nothing was sent.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query-status", "pause-task", "resume-task", "stop-task"})
    void saysThatATaskIsNotKnown(String command) {
        DmctlRun script = cluster.script(command, "nobody");
        DmctlRun person = cluster.person(command, "nobody");

        assertThat(script.exitCode()).isEqualTo(1);
        assertThat(new JsonObject(script.out()).getBoolean("result")).isFalse();
        assertThat(script.out()).contains("code=46018");
        assertThat(person.exitCode()).isEqualTo(1);
        assertThat(person.err())
                .startsWith("refused: ")
                .contains("task nobody has no source or not exist", "\nNext: dmctl ")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatASourceIsNotKnown() {
        String file = cluster.taskFile("homeless", "nowhere-01", "any");

        for (DmctlRun run : List.of(
                cluster.person("start-task", file),
                cluster.person("check-task", file),
                cluster.person("operate-source", "stop", "nowhere-01"),
                cluster.person("operate-source", "show", "nowhere-01"),
                cluster.person("config", "source", "nowhere-01"))) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out() + run.err()).contains("source config with ID nowhere-01 not exists");
        }
    }

    @Test
    void refusesASourceThatIsThereAlready() {
        String file = cluster.sourceFile(SOURCE);

        DmctlRun script = cluster.script("operate-source", "create", file);
        DmctlRun person = cluster.person("operate-source", "create", file);

        assertThat(script.exitCode()).isEqualTo(1);
        assertThat(new JsonObject(script.out()).getBoolean("result")).isFalse();
        assertThat(script.out()).contains("code=46007").contains("\"sources\": []");
        assertThat(person.exitCode()).isEqualTo(1);
        assertThat(person.err()).contains("source config with ID live-01 already exists");
    }

    @Test
    void saysInOneLineThatNoMasterCanBeReached() {
        String nobody = "127.0.0.1:" + Ports.free();

        DmctlRun run = cluster.person("query-status", "--master-addr", nobody);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("Error 48001: cannot connect to " + nobody + ": connection refused")
                .hasLineCount(1);
    }

    @Test
    void saysInOneLineThatItsCertificateIsNotOnTheList() {
        DmctlRun run = DmctlRun.of(DmctlRun.Reader.PERSON, cluster.line("stranger", "query-status"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("Error 48501: ").contains("stranger").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transfer-source", "binlog", "shard-ddl-lock", "validation", "config master m1"})
    void answersWithACodeWhatIsNotSupportedYet(String command) {
        DmctlRun run = cluster.person(command.split(" "));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Error 48521: ")
                .contains("is not supported yet.")
                .hasLineCount(1);
    }

    @Test
    void isTheSameAsAProcess() {
        Answer answer = Scripts.here().run("dmctl", cluster.line("dmctl", "list-member"));

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.output()).isEqualTo(cluster.script("list-member").out());
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void tellsAProcessThatNoMasterCanBeReached() {
        Answer answer =
                Scripts.here().run("dmctl", "--master-addr", "127.0.0.1:" + Ports.free(), "-o", "table", "list-member");

        assertThat(answer.output()).isEmpty();
        assertThat(answer.errors()).startsWith("Error 48001: ").hasLineCount(1);
        assertThat(answer.exitCode()).isEqualTo(3);
    }

    /** A schema of two tables and a few rows upstream. */
    private static String schema(String name) {
        SharedServers.mysql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".fruit (id INT PRIMARY KEY, name VARCHAR(20))",
                        "INSERT INTO " + name + ".fruit VALUES (1, 'apple'), (2, 'pear'), (3, 'plum')");
        return name;
    }

    private static void awaitCaughtUp(String task) {
        Await.until(BOUND, task + " has caught up", () -> {
            DmctlRun status = cluster.script("query-status", task);
            assertThat(status.out()).doesNotContain("Paused");
            return status.out().contains("\"synced\": true");
        });
    }

    /** N for a number, P for a position, G for a set of GTIDs. */
    private static String numbersAside(DmctlRun run) {
        return run.out()
                .replaceAll("\"\\d+\"", "\"N\"")
                .replaceAll("\"\\(\\S+, \\d+\\)\"", "\"P\"")
                .replaceAll("Gtid\": \"[^\"]*\"", "Gtid\": \"G\"");
    }
}
