package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.TaskOp;
import io.dm4j.api.TransferSourceRequest;
import io.dm4j.api.WorkerInfo;
import io.dm4j.config.Labels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source goes to a worker with the labels that it wants, through the real port and sessions. */
class PlacementTest {
    private final FakeUnits first = new FakeUnits();
    private final FakeUnits second = new FakeUnits();
    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster();
        cluster.worker("w1", first, new Labels(Map.of("zone", "a")));
        until("w1 is there", () -> workers().size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void waitsForAWorkerThatFitsAndSaysSo() throws Exception {
        CommonWorkerResponse created =
                source(SourceOp.StartSource, placed("zone: b")).getSources(0);
        assertThat(created.getResult()).isTrue();
        assertThat(created.getWorker()).isEmpty();
        assertThat(created.getMsg())
                .contains(
                        "46504",
                        "source s1 wants a worker with zone=b, and none is online: w1 has zone=a",
                        "`placement`");
        assertThat(cluster.startTask().getMsg()).isEqualTo(created.getMsg());
        assertThat(shown().getMsg()).isEqualTo(created.getMsg());
        assertThat(await(cluster.client()
                                .queryStatus(QueryStatusListRequest.newBuilder()
                                        .addSources("s1")
                                        .build()))
                        .getSources(0)
                        .getMsg())
                .isEqualTo(created.getMsg());
        assertThat(transfer("w1")).contains("46504", "w1 has zone=a");

        cluster.worker("w2", second, new Labels(Map.of("zone", "b", "disk", "ssd")));

        until("w2 has it", () -> shown().getWorker().equals("w2"));
        assertThat(cluster.startTask().getSources(0).getResult()).isTrue();
        assertThat(second.made()).isNotEmpty();
        assertThat(first.made()).isEmpty();
        assertThat(workers())
                .extracting(worker -> worker.getLabels().getValuesMap())
                .containsExactly(Map.of("zone", "a"), Map.of("zone", "b", "disk", "ssd"));
    }

    @Test
    void refusesAnOperatorsChoiceThatDoesNotFit() throws Exception {
        cluster.worker("w2", second);
        until("w2 is there", () -> workers().size() == 2);

        OperateSourceResponse created = await(cluster.client()
                .operateSource(OperateSourceRequest.newBuilder()
                        .setOp(SourceOp.StartSource)
                        .addConfig(placed("zone: a"))
                        .setWorkerName("w2")
                        .build()));
        assertThat(created.getMsg()).contains("46504", "wants a worker with zone=a, and w2 has no labels");

        source(SourceOp.StartSource, placed("zone: a"));
        cluster.startTask();
        assertThat(transfer("w2")).contains("46504");
        assertThat(shown().getWorker()).isEqualTo("w1");
    }

    @Test
    void movesASourceWithoutTasksWhenItWantsAnother() throws Exception {
        cluster.worker("w2", second, new Labels(Map.of("zone", "b")));
        until("w2 is there", () -> workers().size() == 2);
        source(SourceOp.StartSource, placed("zone: a"));

        cluster.startTask();
        assertThat(source(SourceOp.UpdateSource, placed("zone: b"))
                        .getSources(0)
                        .getMsg())
                .contains("20500");
        cluster.operate(TaskOp.Delete);
        CommonWorkerResponse moved =
                source(SourceOp.UpdateSource, placed("zone: b")).getSources(0);
        assertThat(moved.getMsg()).isEmpty();
        assertThat(moved.getWorker()).isEqualTo("w2");

        assertThat(source(SourceOp.UpdateSource, placed("zone: c"))
                        .getSources(0)
                        .getMsg())
                .contains("46504", "zone=c, and none is online: w1 has zone=a; w2 has zone=b");
        assertThat(source(SourceOp.UpdateSource, TestCluster.SOURCE)
                        .getSources(0)
                        .getWorker())
                .isEqualTo("w2");
    }

    private static String placed(String label) {
        return TestCluster.SOURCE + "placement:\n  " + label + "\n";
    }

    private OperateSourceResponse source(SourceOp op, String file) throws Exception {
        return await(cluster.client()
                .operateSource(OperateSourceRequest.newBuilder()
                        .setOp(op)
                        .addConfig(file)
                        .build()));
    }

    private CommonWorkerResponse shown() {
        try {
            return await(cluster.client()
                            .operateSource(OperateSourceRequest.newBuilder()
                                    .setOp(SourceOp.ShowSource)
                                    .build()))
                    .getSources(0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String transfer(String worker) throws Exception {
        return await(cluster.client()
                        .transferSource(TransferSourceRequest.newBuilder()
                                .setSource("s1")
                                .setWorker(worker)
                                .build()))
                .getMsg();
    }

    private List<WorkerInfo> workers() {
        try {
            return await(cluster.client()
                            .listMember(ListMemberRequest.newBuilder()
                                    .setWorker(true)
                                    .build()))
                    .getMembers(0)
                    .getWorker()
                    .getWorkersList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
