package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.Stage;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.TaskOp;
import io.dm4j.api.UnitType;
import io.dm4j.error.DmException;
import io.dm4j.unit.TimedStart;
import io.dm4j.worker.WorkerError;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator's commands through the real port, session and stages; only units and databases are not there. */
class ClusterTest {
    private static final String INCREMENTAL = TestCluster.TASK.replace("task-mode: all", "task-mode: incremental");

    private final FakeUnits units = new FakeUnits();
    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void runsATaskThroughItsUnits() throws Exception {
        runningTask();

        SubTaskStatus subtask = cluster.status().getSources(0).getSubTaskStatus(0);
        assertThat(subtask.getStage()).isEqualTo(Stage.Running);
        assertThat(subtask.getUnit()).isEqualTo(UnitType.Sync);
        assertThat(subtask.getSync().getSynced()).isTrue();
        assertThat(units.made()).extracting(u -> u.type().name()).containsExactly("LOAD", "SYNC");
    }

    @Test
    void tellsInItsStatusThatABrokenVersionOfTlsMayBeSpoken() throws Exception {
        cluster.worker("w1", units);
        cluster.awaitWorkers(1);
        cluster.startSource();
        String task = TestCluster.TASK.replace(
                "mysql-instances",
                "  security:\n    ssl-ca: /nowhere/ca.pem\n    tls-min-version: \"1.1\"\nmysql-instances");

        await(cluster.client()
                .startTask(StartTaskRequest.newBuilder().setTask(task).build()));
        until("the task runs", () -> stage() == Stage.Running);

        assertThat(cluster.status().getSources(0).getMsg())
                .isEqualTo(
                        "warning: task t1: target-database.security.tls-min-version: allows TLS 1.1, which is broken");
    }

    @Test
    void pausesResumesAndStops() throws Exception {
        runningTask();

        assertThat(cluster.operate(TaskOp.Pause).getSources(0).getResult()).isTrue();
        assertThat(onlySubtask().getStage()).isEqualTo(Stage.Paused);
        assertThat(onlySubtask().getResult().getIsCanceled()).isTrue();

        assertThat(cluster.operate(TaskOp.Resume).getSources(0).getResult()).isTrue();
        assertThat(onlySubtask().getStage()).isEqualTo(Stage.Running);

        assertThat(cluster.operate(TaskOp.Delete).getSources(0).getResult()).isTrue();
        assertThat(cluster.status().getSources(0).getMsg()).isEqualTo("no sub task started");
        assertThat(units.last().hasEnded()).isTrue();
    }

    @Test
    void staysPausedAfterWhatOnlyAnOperatorCanMend() throws Exception {
        runningTask();

        units.last().fail(new DmException(WorkerError.UNIT_BROKEN, "disk full"), false);

        until("paused", () -> stage() == Stage.Paused);
        assertThat(onlySubtask().getResult().getErrors(0).getErrCode()).isEqualTo(40501);
        assertThat(onlySubtask().getResult().getErrors(0).getMessage()).isEqualTo("disk full");
    }

    @Test
    void resumesByItselfAfterWhatCanHeal() throws Exception {
        runningTask();
        int before = units.made().size();

        units.last().fail(new DmException(WorkerError.UNIT_BROKEN, "connection lost"), true);

        until("new units", () -> units.made().size() == before + 2);
        until("running", () -> stage() == Stage.Running);
    }

    @Test
    void movesASourceWhenItsWorkerLeaves() throws Exception {
        String first = cluster.worker("w1", units);
        FakeUnits others = new FakeUnits();
        cluster.awaitWorkers(1);
        cluster.startSource();
        cluster.startTask();
        cluster.worker("w2", others);
        cluster.awaitWorkers(2);

        await(cluster.vertx().undeploy(first));

        until("the other has it", () -> others.made().size() == 2);
        assertThat(units.last().hasEnded()).isTrue();
        assertThat(others.last().setup().epoch())
                .isGreaterThan(units.last().setup().epoch());
    }

    @Test
    void keepsAStartTimeForTheWorkerThatTakesOver() throws Exception {
        String first = cluster.worker("w1", units);
        FakeUnits others = new FakeUnits();
        cluster.awaitWorkers(1);
        cluster.startSource();
        assertThat(startAt("2026-01-01 00:00:00", TestCluster.TASK).getMsg()).contains("20506", "mode all");
        assertThat(startAt("soon", INCREMENTAL).getMsg()).contains("20505", "`soon` is no time");
        startAt("2026-01-01 00:00:00", INCREMENTAL);
        TimedStart wish = units.last().setup().timedStart().orElseThrow();
        cluster.operate(TaskOp.Pause);
        cluster.operate(TaskOp.Resume);
        cluster.worker("w2", others);
        cluster.awaitWorkers(2);

        await(cluster.vertx().undeploy(first));

        until("the other has it", () -> !others.made().isEmpty());
        assertThat(wish.time().text()).isEqualTo("2026-01-01 00:00:00");
        assertThat(units.last().setup().timedStart()).contains(wish);
        assertThat(others.last().setup().timedStart()).contains(wish);
    }

    @Test
    void tellsAStartAtTheSameTimeFromTheOneBefore() throws Exception {
        cluster.worker("w1", units);
        cluster.awaitWorkers(1);
        cluster.startSource();
        startAt("2026-01-01 00:00:00", INCREMENTAL);
        TimedStart wish = units.last().setup().timedStart().orElseThrow();
        cluster.operate(TaskOp.Delete);

        startAt("2026-01-01 00:00:00", INCREMENTAL);
        TimedStart second = units.last().setup().timedStart().orElseThrow();
        cluster.operate(TaskOp.Delete);
        startAt("", INCREMENTAL);

        assertThat(second.order()).isGreaterThan(wish.order());
        assertThat(units.last().setup().timedStart()).isEmpty();
    }

    private StartTaskResponse startAt(String time, String task) throws Exception {
        return await(cluster.client()
                .startTask(StartTaskRequest.newBuilder()
                        .setTask(task)
                        .setStartTime(time)
                        .build()));
    }

    @Test
    void keepsASourceUntilAWorkerComes() throws Exception {
        assertThat(cluster.startSource().getSources(0).getMsg())
                .isEqualTo("source is added but there is no free worker to bound");
        assertThat(cluster.startTask().getMsg()).contains("46009");

        cluster.worker("w1", units);

        until("bound", () -> shown().equals("w1"));
    }

    @Test
    void refusesWhatIsThereAlready() throws Exception {
        runningTask();

        assertThat(cluster.startSource().getMsg()).contains("46007");
        assertThat(cluster.startTask().getMsg()).contains("46014").contains("already exist");
    }

    @Test
    void refusesToStopASourceWithTasks() throws Exception {
        runningTask();

        String msg = await(cluster.client()
                        .operateSource(OperateSourceRequest.newBuilder()
                                .setOp(SourceOp.StopSource)
                                .addSourceID("s1")
                                .build()))
                .getSources(0)
                .getMsg();

        assertThat(msg).contains("46010").contains("t1");
    }

    @Test
    void namesAllThatIsWrongWithATaskFile() throws Exception {
        String msg = await(cluster.client()
                        .startTask(StartTaskRequest.newBuilder()
                                .setTask("nmae: t1\n")
                                .build()))
                .getMsg();

        assertThat(msg).contains("nmae").contains("name");
    }

    private void runningTask() throws Exception {
        cluster.worker("w1", units);
        cluster.awaitWorkers(1);
        assertThat(cluster.startSource().getSources(0).getWorker()).isEqualTo("w1");
        assertThat(cluster.startTask().getSources(0).getResult()).isTrue();
    }

    private Stage stage() {
        return unchecked(this::onlySubtask).getStage();
    }

    private SubTaskStatus onlySubtask() throws Exception {
        return cluster.status().getSources(0).getSubTaskStatus(0);
    }

    private String shown() {
        return unchecked(() -> await(cluster.client()
                        .operateSource(OperateSourceRequest.newBuilder()
                                .setOp(SourceOp.ShowSource)
                                .build()))
                .getSources(0)
                .getWorker());
    }

    private static <T> T unchecked(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
