package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OfflineMemberRequest;
import io.dm4j.api.TransferSourceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** transfer-source and offline-member. */
class TransferAndOfflineTest extends MasterFixture {
    private static final String DONE =
            """
            {
                "result": true,
                "msg": ""
            }
            """;

    @Test
    void showsInATableWhereTheSourceIsNow() {
        master.source("mysql-01");

        CommandRun run = person("transfer-source", "mysql-01", "worker-1");

        assertThat(run.out())
                .isEqualTo(
                        """
                        SOURCE    WORKER    RESULT  MESSAGE
                        mysql-01  worker-1  ok
                        """);
        assertThat(run.exitCode()).isZero();
        assertThat(master.questions())
                .containsExactly(TransferSourceRequest.newBuilder()
                        .setSource("mysql-01")
                        .setWorker("worker-1")
                        .build());
    }

    @Test
    void answersATransferInTheShapeOfDm() {
        master.source("mysql-01");

        assertThat(script("transfer-source", "mysql-01", "worker-1").out()).isEqualTo(DONE);
    }

    @Test
    void saysWhyASourceStaysWhereItIs() {
        master.source("mysql-01");

        CommandRun run = person("transfer-source", "mysql-01", "worker-2");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(
                        """
                        refused: worker worker-2 cannot take source mysql-01: it is offline
                        Next: dmctl list-member --worker
                        """);
    }

    @Test
    void transfersToNobodyInParticularNowhere() {
        CommandRun run = person("transfer-source", "mysql-01");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void forgetsAWorkerThatIsGone() {
        CommandRun run = person("offline-member", "--worker", "--name", "worker-9");

        assertThat(run.out())
                .isEqualTo(
                        """
                        KIND    NAME      RESULT
                        worker  worker-9  ok
                        """);
        assertThat(run.exitCode()).isZero();
        assertThat(master.questions())
                .containsExactly(OfflineMemberRequest.newBuilder()
                        .setType("worker")
                        .setName("worker-9")
                        .build());
    }

    @Test
    void answersWhoIsForgottenInTheShapeOfDm() {
        assertThat(script("offline-member", "-w", "-n", "worker-9").out()).isEqualTo(DONE);
    }

    @Test
    void saysThatAWorkerIsStillThere() {
        CommandRun run = person("offline-member", "-w", "-n", "worker-1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("refused: dm-worker with name worker-1 is still online");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--worker", "--name worker-1", "-m -w -n worker-1"})
    void mustKnowWhomToForget(String flags) {
        CommandRun run = person(("offline-member " + flags).strip().split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(master.questions()).isEmpty();
    }
}
