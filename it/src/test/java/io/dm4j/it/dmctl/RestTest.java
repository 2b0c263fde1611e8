package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.trust.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DM's REST interface on a running cluster: the life of a source and of a task, what is refused, and by what words. */
@ExtendWith(LiveCluster.Shared.class)
class RestTest {
    private final LiveCluster cluster;
    private final Caller caller;

    RestTest(LiveCluster cluster) {
        this.cluster = cluster;
        this.caller = cluster.caller("dmctl");
    }

    @Test
    void aSourceIsCreatedShownChangedAndDeleted() throws IOException {
        JsonObject source = source("rest-01");

        JsonObject created = answer(201, "POST", "/sources", new JsonObject().put("source", source));
        assertThat(created.getString("source_name")).isEqualTo("rest-01");
        assertThat(created.getString("password")).isEqualTo("******");

        JsonObject shown = answer(200, "GET", "/sources/rest-01?with_status=true", null);
        assertThat(shown.getJsonArray("status_list").getJsonObject(0).getString("worker_name"))
                .isEqualTo("w1");
        assertThat(names(answer(200, "GET", "/sources", null), "source_name")).contains("rest-01", LiveCluster.SOURCE);
        assertThat(answer(200, "GET", "/sources/rest-01/status", null).getInteger("total"))
                .isEqualTo(1);

        source.remove("password");
        source.put("enable_gtid", true);
        JsonObject changed = answer(200, "PUT", "/sources/rest-01", new JsonObject().put("source", source));
        assertThat(changed.getBoolean("enable_gtid")).isTrue();

        assertThat(refused("POST", "/sources", new JsonObject().put("source", source("rest-01"))))
                .containsEntry("error_code", 46007);
        assertThat(call("DELETE", "/sources/rest-01", null).statusCode()).isEqualTo(204);
        HttpResponse<String> gone = call("GET", "/sources/rest-01", null);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(gone.body()).isEmpty();
    }

    @Test
    void aSourceGoesToAnOnlineWorkerOnlyAndAWorkerThatIsOnlineStays() throws IOException {
        JsonObject nobody = new JsonObject().put("worker_name", "nobody");
        assertThat(refused("POST", "/sources/live-01/transfer", nobody)).containsEntry("error_code", 46004);
        JsonObject same = new JsonObject().put("worker_name", "w1");
        assertThat(call("POST", "/sources/live-01/transfer", same).statusCode()).isEqualTo(200);
        assertThat(refused("DELETE", "/cluster/workers/w1", null)).containsEntry("error_code", 46005);
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

    @Test
    void aDisabledSourceStopsItsTasksUntilItIsEnabled() throws IOException {
        String schema = cluster.schema("rest_switch");
        answer(201, "POST", "/sources", new JsonObject().put("source", source("rest-switch")));
        JsonObject task = task("rest_switch", "rest-switch", schema, "rest_switch_copy");
        answer(201, "POST", "/tasks", new JsonObject().put("task", task));
        done("POST", "/tasks/rest_switch/start");
        Await.until(LiveCluster.BOUND, "it has caught up", () -> synced("rest_switch"));

        done("POST", "/sources/rest-switch/disable");
        done("POST", "/sources/rest-switch/disable");
        assertThat(answer(200, "GET", "/sources/rest-switch", null).getBoolean("enable"))
                .isFalse();
        assertThat(stage("rest_switch")).isEqualTo("Paused");
        assertThat(names(answer(200, "GET", "/tasks?stage=Stopped", null), "name"))
                .contains("rest_switch");
        assertThat(refused("POST", "/tasks/rest_switch/start", null)).containsEntry("error_code", 38058);
        SharedServers.mysql().execute("INSERT INTO " + schema + ".fruit VALUES (4, 'quince')");

        done("POST", "/sources/rest-switch/enable");
        assertThat(stage("rest_switch")).isEqualTo("Running");
        Await.until(LiveCluster.BOUND, "the row is there", () -> SharedServers.mariadb()
                .query("SELECT COUNT(*) FROM rest_switch_copy.fruit")
                .equals(List.of(List.of("4"))));

        assertThat(call("DELETE", "/sources/rest-switch?force=true", null).statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /sources/nobody, 46008",
        "GET, /sources/nobody/status, 46008",
        "DELETE, /tasks/nobody, 46018",
        "GET, /tasks/nobody/status, 46018",
        "POST, /tasks/nobody/start, 46018",
        "POST, /tasks/nobody/stop, 46018",
        "DELETE, /cluster/masters/nobody, 38048",
        "DELETE, /cluster/masters/m1, 38522",
        "DELETE, /cluster/workers/nobody, 46004",
        "POST, /sources/nobody/enable, 46008",
        "POST, /sources/nobody/disable, 46008",
        "GET, /sources/nobody/schemas, 46008",
        "GET, /sources/nobody/schemas/shop, 46008",
        "GET, /sources/live-01/schemas/no_such_schema, 10006",
        "GET, /tasks/nobody/sources/live-01/migrate_targets, 46018",
        "GET, /tasks/nobody/sources/live-01/schemas, 46018",
        "GET, /tasks/nobody/sources/live-01/schemas/shop, 46018",
        "GET, /tasks/nobody/sources/live-01/schemas/shop/orders, 46018",
    })
    void whatIsNotThereIsRefusedByNumber(String method, String path, int code) throws IOException {
        assertThat(refused(method, path, null)).containsEntry("error_code", code);
    }

    @Test
    void schemasAndTablesOfASourceAreListed() throws IOException {
        String schema = cluster.schema("rest_tables");
        SharedServers.mysql()
                .execute(
                        "CREATE TABLE " + schema + ".`a/b` (id INT PRIMARY KEY)",
                        "CREATE VIEW " + schema + ".pears AS SELECT * FROM " + schema + ".fruit WHERE name = 'pear'");

        assertThat(list("/sources/live-01/schemas")).contains(schema, "mysql");
        assertThat(list("/sources/live-01/schemas/" + schema)).containsExactly("a/b", "fruit");
    }

    @Test
    void aTaskTellsWhereItsTablesGoAndWhichStructuresItKeeps() throws IOException {
        String schema = cluster.schema("rest_where");
        String kept = "/tasks/rest_where/sources/live-01/schemas";
        JsonObject task = task("rest_where", LiveCluster.SOURCE, schema, "rest_where_copy");
        answer(201, "POST", "/tasks", new JsonObject().put("task", task));

        JsonObject targets = answer(200, "GET", "/tasks/rest_where/sources/live-01/migrate_targets", null);
        assertThat(targets.getJsonArray("data"))
                .containsExactly(new JsonObject()
                        .put("source_schema", schema)
                        .put("source_table", "fruit")
                        .put("target_schema", "rest_where_copy")
                        .put("target_table", "fruit"));
        assertThat(found("rest_where", "schema_pattern=where&table_pattern=%5Efr"))
                .isEqualTo(1);
        assertThat(found("rest_where", "table_pattern=vegetable")).isZero();
        assertThat(refused("GET", "/tasks/rest_where/sources/live-01/migrate_targets?table_pattern=(", null))
                .containsEntry("error_code", 20560);
        assertThat(refused("GET", "/tasks/rest_where/sources/nobody/migrate_targets", null))
                .containsEntry("error_code", 46008);
        assertThat(list(kept)).isEmpty();

        done("POST", "/tasks/rest_where/start");
        Await.until(LiveCluster.BOUND, "it has caught up", () -> synced("rest_where"));
        assertThat(list(kept)).containsExactly(schema);
        assertThat(list(kept + "/" + schema)).containsExactly("fruit");
        assertThat(answer(200, "GET", kept + "/" + schema + "/fruit", null).getString("schema_create_sql"))
                .contains("CREATE TABLE `rest_where`.`fruit`", "`id` int", "NOT NULL", "PRIMARY KEY (`id`)");
        assertThat(refused("GET", kept + "/" + schema + "/bread", null)).containsEntry("error_code", 46503);
        assertThat(call("DELETE", "/tasks/rest_where?force=true", null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTemplateIsKeptShownWithoutSecretsChangedAndDeleted() throws IOException {
        JsonObject form = task("rest-template", LiveCluster.SOURCE, "shop", "shop_copy");
        String path = "/tasks/templates/rest-template";

        JsonObject created = answer(201, "POST", "/tasks/templates", form);
        assertThat(created.getJsonObject("target_config").getString("password")).isEqualTo("******");
        assertThat(refused("POST", "/tasks/templates", form)).containsEntry("error_code", 20050);
        assertThat(names(answer(200, "GET", "/tasks/templates", null), "name")).contains("rest-template");
        assertThat(answer(200, "GET", path, null)).isEqualTo(created);

        created.put("task_mode", "full");
        assertThat(answer(200, "PUT", path, created).getString("task_mode")).isEqualTo("full");
        assertThat(refused("POST", "/tasks/templates", created.copy().put("name", "rest-other")))
                .containsEntry("error_code", 20501);
        assertThat(refused("PUT", path, form.copy().put("name", "rest-other"))).containsEntry("error_code", 20501);
        assertThat(refused("PUT", path, form.copy().put("shard_mode", "optimistic")))
                .containsEntry("error_code", 20500);

        assertThat(call("DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(refused("GET", path, null)).containsEntry("error_code", 20051);
        assertThat(refused("PUT", path, form)).containsEntry("error_code", 20051);
        assertThat(refused("DELETE", path, null)).containsEntry("error_code", 20051);
    }

    @Test
    void tasksBecomeTemplates() throws IOException {
        String schema = cluster.schema("rest_import");
        JsonObject task = task("rest_import", LiveCluster.SOURCE, schema, "rest_import_copy");
        answer(201, "POST", "/tasks", new JsonObject().put("task", task));

        assertThat(imported(false).getJsonArray("success_task_list")).contains("rest_import");
        JsonObject again = imported(false);
        assertThat(again.getJsonArray("success_task_list")).doesNotContain("rest_import");
        assertThat(again.getJsonArray("failed_task_list").encode()).contains("rest_import", "code=20050");
        assertThat(imported(true).getJsonArray("success_task_list")).contains("rest_import");
        JsonObject template = answer(200, "GET", "/tasks/templates/rest_import", null);
        assertThat(template.getJsonArray("table_migrate_rule")).isEqualTo(task.getJsonArray("table_migrate_rule"));

        assertThat(call("DELETE", "/tasks/rest_import", null).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/tasks/templates/rest_import", null).statusCode())
                .isEqualTo(204);
    }

    private JsonObject imported(boolean overwrite) throws IOException {
        return answer(202, "POST", "/tasks/templates/import", new JsonObject().put("overwrite", overwrite));
    }

    @Test
    void theTrustOfTheNodesIsWhatDmctlPrints() throws IOException {
        List<Object> nodes = answer(200, "GET", "/tls/status", null).getJsonArray("nodes").stream()
                .toList();
        JsonObject printed =
                new JsonObject(cluster.script("tls", "status", "-o", "json").out());

        assertThat(nodes).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonObject node = (JsonObject) nodes.get(i);
            JsonObject same = printed.getJsonArray("nodes").getJsonObject(i);
            assertThat(node.fieldNames()).isEqualTo(same.fieldNames());
            assertThat(node.getJsonObject("node")).isEqualTo(same.getJsonObject("node"));
            assertThat(node.getBoolean("tls")).isTrue();
            assertThat(node.getJsonArray("sets").getJsonObject(0).getJsonObject("certificate"))
                    .isEqualTo(same.getJsonArray("sets").getJsonObject(0).getJsonObject("certificate"));
        }
        assertThat(answer(200, "GET", "/tls/status?node_name_list=w1", null).getJsonArray("nodes"))
                .hasSize(1);
        assertThat(answer(200, "GET", "/tls/status?node_name_list=nobody", null).getJsonArray("nodes"))
                .isEmpty();
    }

    @Test
    void aFormAndAFileSayTheSame() throws IOException {
        JsonObject form = task("conversion", LiveCluster.SOURCE, "shop", "shop_copy");

        JsonObject file = answer(201, "POST", "/tasks/converters", new JsonObject().put("task", form));
        JsonObject back = answer(
                201,
                "POST",
                "/tasks/converters",
                new JsonObject().put("task_config_file", file.getString("task_config_file")));

        assertThat(back.getJsonObject("task")).isEqualTo(file.getJsonObject("task"));
        assertThat(back.getJsonObject("task").getJsonArray("table_migrate_rule"))
                .isEqualTo(form.getJsonArray("table_migrate_rule"));
    }

    @Test
    void theClusterIsShown() throws IOException {
        JsonObject worker = answer(200, "GET", "/cluster/workers", null)
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(worker.getString("name")).isEqualTo("w1");
        assertThat(worker.getString("addr")).isEqualTo(cluster.workerAddress());
        assertThat(worker.getString("bound_stage")).isEqualTo("bound");
        assertThat(worker.getString("bound_source_name")).contains(LiveCluster.SOURCE);
        assertThat(names(answer(200, "GET", "/cluster/masters", null), "name")).containsExactly("m1");
        JsonObject topology = new JsonObject()
                .put(
                        "master_topology_list",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "m1")
                                        .put("host", "127.0.0.1")
                                        .put("port", 8261)));
        assertThat(answer(200, "PUT", "/cluster/info", topology).getJsonObject("topology"))
                .isEqualTo(topology);
        assertThat(answer(200, "GET", "/cluster/info", null).getLong("cluster_id"))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /sources | {}",
                "POST | /sources | {\"source\": {\"source_name\": \"x\", \"port\": \"many\"}}",
                "POST | /sources | no JSON",
                "POST | /tasks | {\"task\": {\"name\": \"x\"}}",
                "PUT | /cluster/info | []",
                "GET | /sources?with_status=perhaps | ''",
                "GET | /sources?enable_relay=perhaps | ''",
                "GET | /sources/live-01?with_status=perhaps | ''",
                "DELETE | /sources/live-01?force=perhaps | ''",
                "PUT | /sources/live-01 | {}",
                "POST | /sources/live-01/transfer | {}",
                "POST | /sources/live-01/relay/enable | {\"worker_name_list\": \"w1\"}",
                "POST | /sources/live-01/relay/disable | {\"worker_name_list\": \"w1\"}",
                "POST | /sources/live-01/relay/purge | {}",
                "GET | /tasks?stage=Sleeping | ''",
                "GET | /tasks/some?with_status=perhaps | ''",
                "DELETE | /tasks/some?force=perhaps | ''",
                "PUT | /tasks/some | {\"task\": {\"name\": \"some\"}}",
                "POST | /tasks/some/start | {\"remove_meta\": \"perhaps\"}",
                "POST | /tasks/some/stop | {\"source_name_list\": \"live-01\"}",
                "PUT | /tasks/some/sources/live-01/schemas/shop/orders | {\"schema_source\": \"nowhere\"}",
                "POST | /tasks/converters | {\"task\": {}}",
                "POST | /tasks/templates | {\"name\": \"some\"}",
                "POST | /tasks/templates/import | {}"
            })
    void whatTheContractDoesNotAllowIsRefusedWithWords(String method, String path, String body) throws IOException {
        HttpResponse<String> answer = caller.call(cluster.masterPort(), method, "/api/v1" + path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.getString("error_msg")).isNotBlank().doesNotContain("Bad Request");
        assertThat(error.getInteger("error_code")).isEqualTo(20501);
    }

    @Test
    void whatIsNotThereCannotBeChanged() throws IOException {
        JsonObject source = new JsonObject().put("source", source("nobody"));
        JsonObject task = new JsonObject().put("task", task("nobody", LiveCluster.SOURCE, "shop", "shop_copy"));

        assertThat(refused("PUT", "/sources/nobody", source)).containsEntry("error_code", 46008);
        assertThat(refused("PUT", "/tasks/nobody", task)).containsEntry("error_code", 46018);
        assertThat(refused("POST", "/sources/nobody/transfer", new JsonObject().put("worker_name", "w1")))
                .containsEntry("error_code", 46008);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /sources/live-01/relay/enable | ''",
                "POST | /sources/live-01/relay/enable | {\"worker_name_list\": [\"w1\"], \"relay_dir\": \"./relay\"}",
                "POST | /sources/live-01/relay/disable | ''",
                "POST | /sources/live-01/relay/disable | {\"worker_name_list\": [\"w1\"]}",
                "POST | /sources/live-01/relay/purge | {\"relay_binlog_name\": \"mysql-bin.000002\"}",
                "PUT | /tasks/some/sources/live-01/schemas/shop/orders | {\"schema_source\": \"upstream\"}",
                "PUT | /tasks/some/sources/live-01/schemas/shop/orders | {\"sql_content\": \"CREATE TABLE orders (id INT)\"}",
                "DELETE | /tasks/some/sources/live-01/schemas/shop/orders | ''"
            })
    void whatIsNotBuiltYetSaysSo(String method, String path, String body) throws IOException {
        HttpResponse<String> answer = caller.call(cluster.masterPort(), method, "/api/v1" + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.fieldNames()).containsExactlyInAnyOrder("error_msg", "error_code");
        assertThat(error.getInteger("error_code")).isEqualTo(20500);
        assertThat(error.getString("error_msg")).contains("code=20500", "is not supported yet", "/api/v1/docs");
    }

    @Test
    void theContractAndAPageToReadItComeFromTheMasterItself() throws IOException {
        JsonObject contract = answer(200, "GET", "/dm.json", null);
        assertThat(contract.getString("openapi")).startsWith("3.");
        assertThat(contract.encode()).contains("\"$ref\":\"#/components/schemas/Source\"");
        assertThat(call("GET", "/docs", null).body())
                .contains("docs/swagger-ui-bundle.js")
                .doesNotContain("http");
        assertThat(call("GET", "/docs/swagger-ui.css", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aStrangerIsRefusedAndSoIsPlainText() throws IOException {
        HttpResponse<String> answer =
                cluster.caller("stranger").call(cluster.masterPort(), "GET", "/api/v1/sources", "");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static JsonObject source(String name) {
        DatabaseServer mysql = SharedServers.mysql();
        return new JsonObject()
                .put("source_name", name)
                .put("host", "127.0.0.1")
                .put("port", mysql.port())
                .put("user", mysql.rootUser())
                .put("password", mysql.rootPassword())
                .put("enable", true)
                .put("enable_gtid", false);
    }

    private static JsonObject task(String name, String source, String schema, String targetSchema) {
        DatabaseServer mariadb = SharedServers.mariadb();
        JsonObject rule = new JsonObject()
                .put(
                        "source",
                        new JsonObject()
                                .put("source_name", source)
                                .put("schema", schema)
                                .put("table", "fruit"))
                .put("target", new JsonObject().put("schema", targetSchema).put("table", "fruit"));
        return new JsonObject()
                .put("name", name)
                .put("task_mode", "all")
                .put("meta_schema", "meta_" + name)
                .put("enhance_online_schema_change", false)
                .put("on_duplicate", "replace")
                .put(
                        "target_config",
                        new JsonObject()
                                .put("host", "127.0.0.1")
                                .put("port", mariadb.port())
                                .put("user", mariadb.rootUser())
                                .put("password", mariadb.rootPassword()))
                .put("table_migrate_rule", new JsonArray().add(rule))
                .put(
                        "source_config",
                        new JsonObject()
                                .put("source_conf", new JsonArray().add(new JsonObject().put("source_name", source))));
    }

    private boolean synced(String task) {
        try {
            JsonObject status = answer(200, "GET", "/tasks/" + task + "/status", null);
            JsonObject sync = status.getJsonArray("data").getJsonObject(0).getJsonObject("sync_status");
            return sync != null && sync.getBoolean("synced");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String stage(String task) throws IOException {
        JsonObject status = answer(200, "GET", "/tasks/" + task + "/status", null);
        return status.getJsonArray("data").getJsonObject(0).getString("stage");
    }

    private int found(String task, String query) throws IOException {
        return answer(200, "GET", "/tasks/" + task + "/sources/live-01/migrate_targets?" + query, null)
                .getInteger("total");
    }

    private List<String> list(String path) throws IOException {
        HttpResponse<String> answer = call("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonArray(answer.body()).stream().map(String::valueOf).toList();
    }

    private void done(String method, String path) throws IOException {
        HttpResponse<String> answer = call(method, path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> names(JsonObject list, String key) {
        return list.getJsonArray("data").stream()
                .map(each -> ((JsonObject) each).getString(key))
                .toList();
    }

    private JsonObject answer(int status, String method, String path, JsonObject body) throws IOException {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    private Map<String, Object> refused(String method, String path, JsonObject body) throws IOException {
        return answer(400, method, path, body).getMap();
    }

    private HttpResponse<String> call(String method, String path, JsonObject body) throws IOException {
        return caller.call(cluster.masterPort(), method, "/api/v1" + path, body == null ? "" : body.encode());
    }
}
