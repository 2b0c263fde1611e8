package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Await;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code query-status} without a task, and watched, on a running cluster. */
@ExtendWith(LiveCluster.Shared.class)
class StatusCommandsTest {
    private static final int FEW_TICKS = 3;

    private final LiveCluster cluster;

    StatusCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void summarizesAllTasksAsDmDoes() {
        String file = cluster.taskFile("summed", LiveCluster.SOURCE, cluster.schema("summed"));
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
        String file = cluster.taskFile("watched", LiveCluster.SOURCE, cluster.schema("watched"));
        cluster.script("start-task", file);

        DmctlRun.Running watch = DmctlRun.start(
                DmctlRun.Reader.SCRIPT,
                cluster.line("dmctl", "query-status", "watched", "--watch", "--interval", "0.1"));
        Await.until(LiveCluster.BOUND, "some ticks", () -> watch.out().lines().count() > FEW_TICKS);
        DmctlRun ended = watch.end();

        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(new JsonObject(line).getBoolean("result"))
                .isTrue());
        assertThat(ended.exitCode()).isZero();
        assertThat(cluster.script("stop-task", "watched").exitCode()).isZero();
    }
}
