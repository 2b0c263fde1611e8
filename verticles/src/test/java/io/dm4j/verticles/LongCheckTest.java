package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.TaskOp;
import io.dm4j.check.Checks;
import io.dm4j.check.Report;
import io.dm4j.config.Parsed;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Databases may take their time to answer: meanwhile a task is nobody's. */
class LongCheckTest {

    @Test
    void whoStartsATaskWhileItIsCheckedForAnotherWins() throws Exception {
        FirstCheckLasts checks = new FirstCheckLasts();
        FakeUnits units = new FakeUnits();
        try (TestCluster cluster = new TestCluster(checks)) {
            cluster.worker("w1", units);
            cluster.awaitWorkers(1);
            cluster.startSource();

            Future<StartTaskResponse> slow = cluster.client()
                    .startTask(StartTaskRequest.newBuilder()
                            .setTask(TestCluster.TASK)
                            .build());
            until("the first is being checked", () -> checks.asked == 1);
            StartTaskResponse quick = cluster.startTask();
            OperateTaskResponse paused = cluster.operate(TaskOp.Pause);
            checks.first.complete();

            assertThat(quick.getResult()).as(quick.toString()).isTrue();
            assertThat(paused.getResult()).as(paused.toString()).isTrue();
            assertThat(await(slow).getResult()).isFalse();
            assertThat(await(slow).getMsg()).contains("[code=385", "was changed by another command");
            assertThat(cluster.status().getSources(0).getSubTaskStatusCount()).isEqualTo(1);
        }
    }

    private static final class FirstCheckLasts implements Checks {
        private final Promise<Void> first = Promise.promise();
        private volatile int asked;

        @Override
        public Future<Void> source(SourceConfig source) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Report> task(Parsed<TaskConfig> task, Map<String, SourceConfig> sources) {
            asked++;
            Report report = new Report(0, List.of(), task.notes());
            return asked == 1 ? first.future().map(report) : Future.succeededFuture(report);
        }
    }
}
