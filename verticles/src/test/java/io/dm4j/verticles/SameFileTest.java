package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.SourceOp;
import io.dm4j.api.UpdateTaskRequest;
import io.dm4j.api.UpdateTaskResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that is given again and says nothing new: no worker is told anything, and none is waited for. */
class SameFileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeUnits units = new FakeUnits();
    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster();
        cluster.worker("w1", units);
        cluster.awaitWorkers(1);
        cluster.startSource();
        assertThat(cluster.startTask().getSources(0).getResult()).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    @Test
    void aTaskThatRunsTakesItsOwnFileAtOnce() throws Exception {
        long before = System.nanoTime();

        UpdateTaskResponse first = update(TestCluster.TASK);
        UpdateTaskResponse again = update(TestCluster.TASK + "# with a remark\n");
        UpdateTaskResponse third = update(TestCluster.TASK + "# with a remark\n");

        assertThat(first.getSources(0).getResult()).as(first.toString()).isTrue();
        assertThat(again.getSources(0).getResult()).as(again.toString()).isTrue();
        assertThat(third.getSources(0).getResult()).as(third.toString()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        assertThat(units.made()).hasSize(2);
    }

    @Test
    void aSourceTakesItsOwnFileAtOnce() throws Exception {
        long before = System.nanoTime();

        OperateSourceResponse answer = await(cluster.client()
                .operateSource(OperateSourceRequest.newBuilder()
                        .setOp(SourceOp.UpdateSource)
                        .addConfig(TestCluster.SOURCE)
                        .build()));

        assertThat(answer.getSources(0).getResult()).as(answer.toString()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
    }

    private UpdateTaskResponse update(String file) throws Exception {
        return await(cluster.client()
                .updateTask(UpdateTaskRequest.newBuilder().setTask(file).build()));
    }
}
