package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Ports;
import io.dm4j.it.process.Scripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dmctl says and how it ends when nobody answers, when it is not let in, when a command is not there; the script does as the class does. */
@ExtendWith(LiveCluster.Shared.class)
class ReachTest {
    private final LiveCluster cluster;

    ReachTest(LiveCluster cluster) {
        this.cluster = cluster;
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
    @ValueSource(strings = {"shard-ddl-lock", "validation", "config task-template any"})
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
}
