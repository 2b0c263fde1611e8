package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.OfflineMemberRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.Stage;
import io.dm4j.api.TaskOp;
import io.dm4j.api.TransferSourceRequest;
import io.dm4j.api.TransferSourceResponse;
import io.dm4j.api.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** transfer-source and offline-member through the real port and sessions, with two workers of one place each. */
class TransferTest {
    private final FakeUnits first = new FakeUnits();
    private final FakeUnits second = new FakeUnits();
    private TestCluster cluster;
    private String firstId;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster();
        firstId = cluster.worker("w1", first);
        until("w1 is there", () -> stages().equals(List.of("free")));
        assertThat(cluster.startSource().getSources(0).getWorker()).isEqualTo("w1");
        cluster.worker("w2", second);
        until("w2 is there", () -> stages().equals(List.of("bound", "free")));
    }

    @AfterEach
    void stop() throws Exception {
        first.wake();
        cluster.close();
    }

    @Test
    void movesARunningSourceAfterItsCleanStop() throws Exception {
        cluster.startTask();
        until("it replicates", () -> first.made().size() == 2);

        TransferSourceResponse answer = transfer("s1", "w2");

        assertThat(answer.getResult()).as(answer.getMsg()).isTrue();
        assertThat(server()).isEqualTo("w2");
        assertThat(first.last().hasEnded()).isTrue();
        until("it goes on there", () -> second.made().size() == 2);
        assertThat(second.last().setup().epoch())
                .isGreaterThan(first.last().setup().epoch());
        assertThat(stages()).containsExactly("free", "bound");
    }

    @Test
    void leavesAPausedTaskPaused() throws Exception {
        cluster.startTask();
        cluster.operate(TaskOp.Pause);

        assertThat(transfer("s1", "w2").getResult()).isTrue();

        assertThat(second.made()).isEmpty();
        cluster.operate(TaskOp.Resume);
        until("it goes on there", () -> !second.made().isEmpty());
    }

    @Test
    void isDoneIfTheWorkerHasItAlready() throws Exception {
        cluster.startTask();
        until("it replicates", () -> first.made().size() == 2);

        assertThat(transfer("s1", "w1").getResult()).isTrue();

        assertThat(first.last().hasEnded()).isFalse();
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(transfer("s9", "w2").getMsg()).contains("46008").contains("s9");
        assertThat(transfer("s1", "w9").getMsg()).contains("46004").contains("w9");
    }

    @Test
    void refusesAWorkerWithoutRoom() throws Exception {
        startSource("s2");

        assertThat(transfer("s1", "w2").getMsg()).contains("46006").contains("max-sources is 1");
        assertThat(server()).isEqualTo("w1");
    }

    @Test
    void refusesAWorkerThatIsOffline() throws Exception {
        String third = cluster.worker("w3", new FakeUnits());
        until("w3 is there", () -> stages().size() == 3);
        await(cluster.vertx().undeploy(third));

        assertThat(transfer("s1", "w3").getMsg()).contains("46006").contains("offline");
    }

    @Test
    void leavesTheSourceWhereItIsIfItDoesNotStop() throws Exception {
        cluster.startTask();
        until("it replicates", () -> first.made().size() == 2);
        first.deafen();

        TransferSourceResponse answer = transfer("s1", "w2");

        assertThat(answer.getResult()).isFalse();
        assertThat(answer.getMsg()).contains("46032").contains("stays on worker w1");
        first.wake();
        until("it goes on where it was", () -> first.made().size() == 4);
        assertThat(second.made()).isEmpty();
        assertThat(server()).isEqualTo("w1");
        assertThat(cluster.status().getSources(0).getSubTaskStatus(0).getStage())
                .isEqualTo(Stage.Running);
    }

    @Test
    void forgetsAWorkerThatHasEnded() throws Exception {
        assertThat(offline("worker", "w1")).contains("46005").contains("still online");
        await(cluster.vertx().undeploy(firstId));

        assertThat(offline("worker", "w1")).isEmpty();

        until("only w2 is left", () -> stages().equals(List.of("bound")));
        assertThat(offline("worker", "w1")).contains("46004");
    }

    @Test
    void forgetsNobodyElse() throws Exception {
        assertThat(offline("master", "m1")).contains("38522").contains("the only one");
        assertThat(offline("master", "m2")).contains("38048");
        assertThat(offline("relay", "m1")).contains("38049");
    }

    private TransferSourceResponse transfer(String source, String worker) throws Exception {
        return await(cluster.client()
                .transferSource(TransferSourceRequest.newBuilder()
                        .setSource(source)
                        .setWorker(worker)
                        .build()));
    }

    private String offline(String type, String name) throws Exception {
        return await(cluster.client()
                        .offlineMember(OfflineMemberRequest.newBuilder()
                                .setType(type)
                                .setName(name)
                                .build()))
                .getMsg();
    }

    private void startSource(String name) throws Exception {
        await(cluster.client()
                .operateSource(OperateSourceRequest.newBuilder()
                        .setOp(SourceOp.StartSource)
                        .addConfig(TestCluster.SOURCE.replace("s1", name))
                        .build()));
    }

    private String server() throws Exception {
        return await(cluster.client()
                        .operateSource(OperateSourceRequest.newBuilder()
                                .setOp(SourceOp.ShowSource)
                                .addSourceID("s1")
                                .build()))
                .getSources(0)
                .getWorker();
    }

    /** In the order of the workers' names. */
    private List<String> stages() {
        try {
            return await(cluster.client()
                            .listMember(ListMemberRequest.newBuilder()
                                    .setWorker(true)
                                    .build()))
                    .getMembers(0)
                    .getWorker()
                    .getWorkersList()
                    .stream()
                    .map(WorkerInfo::getStage)
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
