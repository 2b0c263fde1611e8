package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code config} on a running cluster. */
@ExtendWith(LiveCluster.Shared.class)
class ConfigCommandsTest {
    private final LiveCluster cluster;

    ConfigCommandsTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void encryptsAPasswordAndPrintsNothingButTheCiphertext() {
        for (DmctlRun run : List.of(cluster.script("encrypt", "hunter2"), cluster.person("encrypt", "hunter2"))) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).matches("dm4j:1:[A-Za-z0-9+/=]+\\n");
        }
        assertThat(new JsonObject(cluster.script("encrypt", "-o", "json", "hunter2")
                                .out())
                        .fieldNames())
                .containsExactly("result", "msg", "ciphertext");
    }

    @Test
    void showsConfigurationsWithoutTheirSecrets() {
        String password = SharedServers.mysql().rootPassword();
        cluster.script("start-task", cluster.taskFile("shown", LiveCluster.SOURCE, cluster.schema("shown")));

        for (DmctlRun run : List.of(
                cluster.script("config", "source", LiveCluster.SOURCE),
                cluster.person("config", "source", LiveCluster.SOURCE),
                cluster.script("config", "task", "shown"),
                cluster.person("config", "task", "shown"))) {
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("******").doesNotContain(password);
        }
        assertThat(cluster.person("config", "source", LiveCluster.SOURCE).out()).startsWith("source-id: live-01\n");
        assertThat(new JsonObject(cluster.script("config", "task", "shown").out()).fieldNames())
                .containsExactly("result", "msg", "cfg");

        assertThat(cluster.script("stop-task", "shown").exitCode()).isZero();
    }
}
