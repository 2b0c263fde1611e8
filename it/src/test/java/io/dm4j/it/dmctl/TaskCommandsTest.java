package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check-task}, {@code start-task} and what else moves a task, on a running cluster: table, DM's JSON, exit code; and what is refused. */
@ExtendWith(LiveCluster.Shared.class)
class TaskCommandsTest {
    private final LiveCluster cluster;

    TaskCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void operatesATaskInJson() {
        String file = cluster.taskFile("json_task", LiveCluster.SOURCE, cluster.schema("json_task"));

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

        cluster.awaitCaughtUp("json_task");
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
        String file = cluster.taskFile("table_task", LiveCluster.SOURCE, cluster.schema("table_task"));

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

        cluster.awaitCaughtUp("table_task");
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

    /** N for a number, P for a position, G for a set of GTIDs. */
    private static String numbersAside(DmctlRun run) {
        return run.out()
                .replaceAll("\"\\d+\"", "\"N\"")
                .replaceAll("\"\\(\\S+, \\d+\\)\"", "\"P\"")
                .replaceAll("Gtid\": \"[^\"]*\"", "Gtid\": \"G\"");
    }
}
