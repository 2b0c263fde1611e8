package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a task by DM's REST interface, on a running cluster. */
@ExtendWith(LiveCluster.Shared.class)
class RestTaskTest extends RestCalls {

    RestTaskTest(LiveCluster cluster) {
        super(cluster);
    }

    @Test
    void aTaskIsCreatedStartedStoppedAndDeleted() throws IOException {
        String schema = cluster.schema("rest_task");
        JsonObject body = new JsonObject().put("task", task("rest_task", LiveCluster.SOURCE, schema, "rest_copy"));
        JsonObject filters = new JsonObject()
                .put(
                        "quiet",
                        new JsonObject()
                                .put("ignore_event", JsonArray.of("drop table", "delete"))
                                .put("ignore_sql", JsonArray.of("^truncate")));
        body.getJsonObject("task").put("binlog_filter_rule", filters);
        body.getJsonObject("task")
                .getJsonArray("table_migrate_rule")
                .getJsonObject(0)
                .put("binlog_filter_rule", JsonArray.of("quiet"));

        JsonObject created = answer(201, "POST", "/tasks", body);
        assertThat(created.getString("check_result")).startsWith("pre-check is passed");
        assertThat(created.getJsonObject("task").getJsonObject("target_config").getString("password"))
                .isEqualTo("******");
        assertThat(names(answer(200, "GET", "/tasks?stage=Stopped", null), "name"))
                .contains("rest_task");

        assertThat(call("POST", "/tasks/rest_task/start", null).statusCode()).isEqualTo(200);
        Await.until(LiveCluster.BOUND, "it has caught up", () -> synced("rest_task"));
        assertThat(SharedServers.mariadb().query("SELECT COUNT(*) FROM rest_copy.fruit"))
                .isEqualTo(List.of(List.of("3")));

        int worker = Integer.parseInt(cluster.workerAddress().replaceFirst(".*:", ""));
        String metrics =
                cluster.caller("dm-master").call(worker, "GET", "/metrics", "").body();
        for (String node : List.of("master", "syncer")) {
            String labels = "{node=\"" + node + "\",source_id=\"live-01\",task=\"rest_task\"} ";
            assertThat(metrics).contains("dm_syncer_binlog_file" + labels, "dm_syncer_binlog_pos" + labels);
        }
        String subtask = "source_id=\"live-01\",task=\"rest_task\"";
        assertThat(metrics)
                .contains(
                        "dm_worker_task_state{" + subtask + ",worker=\"w1\"} 2.0",
                        "dm_syncer_finished_transaction_total{" + subtask + ",worker=\"w1\"} ",
                        "dm_syncer_replication_lag_gauge{" + subtask + ",worker=\"w1\"} 0.0",
                        "dm_syncer_exit_with_error_count{resumable_err=\"true\"," + subtask + "} 0.0");
        assertThat(call("POST", "/tasks/rest_task/stop", null).statusCode()).isEqualTo(200);
        JsonObject shown = answer(200, "GET", "/tasks/rest_task?with_status=true", null);
        assertThat(shown.getJsonObject("binlog_filter_rule")).isEqualTo(filters);
        assertThat(shown.getJsonArray("table_migrate_rule"))
                .isEqualTo(body.getJsonObject("task").getJsonArray("table_migrate_rule"));
        assertThat(shown.getJsonArray("status_list").getJsonObject(0).getString("stage"))
                .isEqualTo("Paused");

        assertThat(call("DELETE", "/tasks/rest_task", null).statusCode()).isEqualTo(204);
        assertThat(refused("GET", "/tasks/rest_task", null)).containsEntry("error_code", 46018);
    }

    @Test
    void anIncrementalTaskBeginsAtAStartTime() throws IOException {
        String schema = cluster.schema("rest_time");
        DatabaseServer mysql = SharedServers.mysql();
        SharedServers.mariadb()
                .execute(
                        "CREATE DATABASE rest_time_copy",
                        "CREATE TABLE rest_time_copy.fruit (id INT PRIMARY KEY, name VARCHAR(20))");
        String time = "SELECT DATE_FORMAT(NOW(), '%Y-%m-%dT%H:%i:%s')";
        String before = mysql.value(time);
        Await.until(
                LiveCluster.BOUND, "the next second", () -> !mysql.value(time).equals(before));
        JsonObject start = new JsonObject().put("start_time", mysql.value(time));
        mysql.execute("INSERT INTO " + schema + ".fruit VALUES (4, 'quince')");
        JsonObject task = task("rest_time", LiveCluster.SOURCE, schema, "rest_time_copy");
        answer(201, "POST", "/tasks", new JsonObject().put("task", task.put("task_mode", "incremental")));

        JsonObject soon = new JsonObject().put("start_time", "soon");
        assertThat(refused("POST", "/tasks/rest_time/start", soon)).containsEntry("error_code", 20505);
        assertThat(call("POST", "/tasks/rest_time/start", start).statusCode()).isEqualTo(200);
        assertThat(refused("POST", "/tasks/rest_time/start", start)).containsEntry("error_code", 46014);
        Await.until(LiveCluster.BOUND, "it has caught up", () -> synced("rest_time"));

        assertThat(SharedServers.mariadb().query("SELECT id FROM rest_time_copy.fruit"))
                .isEqualTo(List.of(List.of("4")));
        assertThat(call("DELETE", "/tasks/rest_time?force=true", null).statusCode())
                .isEqualTo(204);
    }
}
