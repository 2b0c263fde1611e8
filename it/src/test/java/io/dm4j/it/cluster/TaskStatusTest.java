package io.dm4j.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class TaskStatusTest {

    @Test
    void readsTheNumbersOfTheCopy() {
        TaskStatus status = status(
                "\"unit\": \"Load\", \"load\": {\"finishedBytes\": \"12\", \"totalBytes\": \"9223372036854775807\"}");

        assertThat(status.copies()).isTrue();
        assertThat(status.loadNumber("finishedBytes")).isEqualTo(12);
        assertThat(status.loadNumber("totalBytes")).isEqualTo(Long.MAX_VALUE);
        assertThat(status.loadNumber("bps")).isZero();
    }

    @Test
    void readsHowFarReplicationIs() {
        TaskStatus status = status("\"unit\": \"Sync\", \"sync\": {\"syncerBinlog\": \"(binlog.000002, 4711)\"}");

        assertThat(status.applied()).isEqualTo(new BinlogPlace("binlog.000002", 4711));
        assertThat(status.applied()).isGreaterThan(BinlogPlace.parse("(binlog.000001, 99999)"));
    }

    @Test
    void hasNothingToSayBeforeThereIsASubtask() {
        assertThat(TaskStatus.of(new JsonObject("{\"result\": true, \"sources\": []}")))
                .isEmpty();
    }

    private static TaskStatus status(String fields) {
        return TaskStatus.of(
                        new JsonObject("{\"sources\": [{\"subTaskStatus\": [{\"stage\": \"Running\", \"result\": null, "
                                + fields + "}]}]}"))
                .orElseThrow();
    }
}
