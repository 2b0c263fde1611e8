package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void showsTheNodesAsTheyWereStarted() {
        DmctlRun master = cluster.person("config", "master", "m1");
        DmctlRun worker = cluster.person("config", "worker", "w1");
        DmctlRun nobody = cluster.person("config", "worker", "w9");

        assertThat(master.exitCode()).as(master.err()).isZero();
        assertThat(master.out())
                .contains("name = \"m1\"\nmaster-addr = \"" + cluster.masterAddress() + "\"\n")
                .contains("cert-allowed-cn = [\"dm-worker\", \"dmctl\"]");
        assertThat(worker.exitCode()).as(worker.err()).isZero();
        assertThat(worker.out())
                .contains("name = \"w1\"\nworker-addr = \"" + cluster.workerAddress() + "\"\n")
                .contains("max-sources = 0")
                .contains("[labels]\nzone = \"a\"\n");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).contains("code=46004", "w9");
    }

    @Test
    void exportsTheClusterAndImportsItAgain(@TempDir Path directory) throws IOException {
        String password = SharedServers.mysql().rootPassword();
        cluster.script("start-task", cluster.taskFile("kept", LiveCluster.SOURCE, cluster.schema("kept")));
        String before = cluster.script("config", "task", "kept").out();
        Path configs = directory.resolve("configs");

        DmctlRun export = cluster.person("config", "export", "-p", configs.toString());

        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(Files.readString(configs.resolve("sources/live-01.yaml")))
                .contains("placement:\n  zone: a\n")
                .doesNotContain(password);
        assertThat(Files.readString(configs.resolve("tasks/kept.yaml")))
                .contains("dm4j:1:")
                .doesNotContain(SharedServers.mariadb().rootPassword());

        assertThat(cluster.script("stop-task", "kept").exitCode()).isZero();
        DmctlRun imported = cluster.person("config", "import", "-p", configs.toString());

        assertThat(imported.exitCode()).as(imported.toString()).isZero();
        assertThat(imported.out())
                .containsPattern("(?m)^source +live-01 +create +ok +is there already$")
                .containsPattern("(?m)^task +kept +start +ok$");
        assertThat(cluster.script("config", "task", "kept").out()).isEqualTo(before);
        cluster.awaitCaughtUp("kept");
        assertThat(cluster.script("stop-task", "kept").exitCode()).isZero();
    }
}
