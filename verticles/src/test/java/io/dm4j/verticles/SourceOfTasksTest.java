package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.config.EventFilterRule;
import io.dm4j.config.SubtaskConfig;
import org.junit.jupiter.api.Test;

/** What a source's file says of all its tasks gets to their units. */
class SourceOfTasksTest {

    @Test
    void unitsHaveTheFiltersAndTheCaseRuleOfTheirSource() throws Exception {
        FakeUnits units = new FakeUnits();
        try (TestCluster cluster = new TestCluster()) {
            cluster.worker("w1", units);
            cluster.awaitWorkers(1);
            String source = TestCluster.SOURCE
                    + "case-sensitive: true\nfilters:\n  - {schema-pattern: b, events: [delete], action: Error}\n";
            await(cluster.client()
                    .operateSource(OperateSourceRequest.newBuilder()
                            .setOp(SourceOp.StartSource)
                            .addConfig(source)
                            .build()));
            String task = TestCluster.TASK
                    + "    filter-rules: [own]\nfilters:\n  own: {schema-pattern: a, events: [insert], action: Ignore}\n";
            await(cluster.client()
                    .startTask(StartTaskRequest.newBuilder().setTask(task).build()));

            SubtaskConfig subtask = units.made().get(0).setup().subtask();
            assertThat(subtask.caseSensitive()).isTrue();
            assertThat(subtask.filters())
                    .extracting(EventFilterRule::name)
                    .containsExactly("own", "filters[0] of source s1");
        }
    }
}
