package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DM's REST interface on a running cluster: what is refused, and by what words, and what else there is. */
@ExtendWith(LiveCluster.Shared.class)
class RestTest extends RestCalls {

    RestTest(LiveCluster cluster) {
        super(cluster);
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
                "POST | /sources/live-01/relay/purge | {\"relay_binlog_name\": \"mysql-bin.000002\"}"
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

    private int found(String task, String query) throws IOException {
        return answer(200, "GET", "/tasks/" + task + "/sources/live-01/migrate_targets?" + query, null)
                .getInteger("total");
    }
}
