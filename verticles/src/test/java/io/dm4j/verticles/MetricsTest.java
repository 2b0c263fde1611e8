package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.Stage;
import io.dm4j.api.TaskOp;
import io.dm4j.api.WorkerInfo;
import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.worker.WorkerError;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a master's and a worker's {@code /metrics} say of a task, by DM's names. */
class MetricsTest {
    private static final String SUBTASK = "source_id=\"s1\",task=\"t1\"";
    private static final String ON_W1 = "{" + SUBTASK + ",worker=\"w1\"} ";

    private final FakeUnits units = new FakeUnits();
    private TestCluster cluster;
    private Address worker;

    @BeforeEach
    void open() throws Exception {
        cluster = new TestCluster();
        cluster.worker("w1", units);
        until("w1 has joined", () -> call(() -> member().getStage().equals("free")));
        assertThat(cluster.startSource().getResult()).isTrue();
        until("the source is bound", () -> call(() -> member().getStage().equals("bound")));
        assertThat(cluster.startTask().getResult()).isTrue();
        until("the task runs", () -> call(() -> stage() == Stage.Running));
        worker = Address.parse(member().getAddr()).orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        cluster.close();
    }

    @Test
    void aWorkerTellsHowItsTasksStand() throws Exception {
        assertThat(metrics(worker))
                .contains(
                        "dm_worker_task_state" + ON_W1 + "2.0",
                        "dm_syncer_finished_transaction_total" + ON_W1 + "3.0",
                        "dm_syncer_replication_lag_gauge" + ON_W1 + "0.0",
                        "dm_syncer_exit_with_error_count{resumable_err=\"true\"," + SUBTASK + "} 0.0",
                        "dm_loader_exit_with_error_count{resumable_err=\"false\"," + SUBTASK + "} 0.0");
    }

    @Test
    void aWorkerCountsTheErrorsThatUnitsEndWith() throws Exception {
        int before = units.made().size();
        units.last().fail(new DmException(WorkerError.UNIT_BROKEN, "connection lost"), true);
        until("new units", () -> units.made().size() == before + 2);
        units.last().fail(new DmException(WorkerError.UNIT_BROKEN, "disk full"), false);
        until("paused", () -> call(() -> stage() == Stage.Paused));

        assertThat(metrics(worker))
                .contains(
                        "dm_worker_task_state" + ON_W1 + "3.0",
                        "dm_syncer_exit_with_error_count{resumable_err=\"true\"," + SUBTASK + "} 1.0",
                        "dm_syncer_exit_with_error_count{resumable_err=\"false\"," + SUBTASK + "} 1.0",
                        "dm_loader_exit_with_error_count{resumable_err=\"false\"," + SUBTASK + "} 0.0");
    }

    @Test
    void whatIsGoneHasNoRows() throws Exception {
        assertThat(metrics(worker)).contains(SUBTASK);

        cluster.operate(TaskOp.Delete);

        assertThat(metrics(worker)).doesNotContain(SUBTASK);
    }

    @Test
    void aMasterTellsOfItsWorkersAndHowOftenItHasLed() throws Exception {
        assertThat(metrics(cluster.masterAddress()))
                .contains("dm_master_worker_state{worker=\"w1\"} 2.0", "dm_master_start_leader_counter 1.0");
    }

    private String metrics(Address node) throws Exception {
        return await(cluster.vertx()
                        .createHttpClient()
                        .request(HttpMethod.GET, node.port(), node.host(), "/metrics")
                        .compose(request -> request.send())
                        .compose(HttpClientResponse::body))
                .toString();
    }

    private WorkerInfo member() throws Exception {
        return await(cluster.client()
                        .listMember(
                                ListMemberRequest.newBuilder().setWorker(true).build()))
                .getMembers(0)
                .getWorker()
                .getWorkers(0);
    }

    private Stage stage() throws Exception {
        return cluster.status().getSources(0).getSubTaskStatus(0).getStage();
    }

    private static boolean call(java.util.concurrent.Callable<Boolean> question) {
        try {
            return question.call();
        } catch (Exception e) {
            return false;
        }
    }
}
