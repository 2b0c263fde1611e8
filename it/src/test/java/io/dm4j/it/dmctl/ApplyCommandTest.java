package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code apply} on a running cluster. */
@ExtendWith(LiveCluster.Shared.class)
class ApplyCommandTest {
    private final LiveCluster cluster;

    ApplyCommandTest(LiveCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void createsATaskThenChangesWhatDiffersAndNothingElse() throws IOException {
        String source = cluster.sourceFile(LiveCluster.SOURCE);
        String task = cluster.taskFile("applied", LiveCluster.SOURCE, cluster.schema("applied"));

        DmctlRun created = cluster.person("apply", "-f", task, source, "--yes");
        DmctlRun again = cluster.person("apply", "-f", task, source, "--yes");
        Files.writeString(Path.of(task), "# looked after by nobody\n" + Files.readString(Path.of(task)));
        DmctlRun dry = cluster.script("apply", "-f", task, source, "--dry-run");
        DmctlRun changed = cluster.person("apply", "-f", task, source, "--yes");

        assertThat(created.exitCode()).as(created.toString()).isZero();
        assertThat(created.out())
                .startsWith("passwords? source live-01\n")
                .contains("create task applied\n")
                .containsPattern("(?m)^task +applied +create +ok$");
        assertThat(again.out()).contains("passwords? task applied\n").doesNotContain("RESULT");
        assertThat(dry.out()).contains("\"change\": \"update\"", "\"+ # looked after by nobody\"");
        assertThat(changed.exitCode()).as(changed.toString()).isZero();
        assertThat(changed.out())
                .contains("update task applied\n  + # looked after by nobody\n")
                .containsPattern("(?m)^task +applied +update +ok$");
        cluster.awaitCaughtUp("applied");
        assertThat(cluster.script("stop-task", "applied").exitCode()).isZero();
    }
}
