package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.trust.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DM's older HTTP interface on a running cluster: each of its routes, and what is no request. */
@ExtendWith(LiveCluster.Shared.class)
class HttpGatewayTest {
    private final LiveCluster cluster;
    private final Caller caller;

    HttpGatewayTest(LiveCluster cluster) {
        this.cluster = cluster;
        this.caller = cluster.caller("dmctl");
    }

    @Test
    void aTaskLivesByIt() throws IOException {
        Path file = Path.of(cluster.taskFile("gateway_task", LiveCluster.SOURCE, cluster.schema("gateway_task")));

        JsonObject started = good("POST", "/tasks", new JsonObject().put("task", Files.readString(file)));
        assertThat(started.getString("checkResult")).startsWith("pre-check is passed");
        assertThat(started.getJsonArray("sources").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("result", true)
                        .put("msg", "")
                        .put("source", LiveCluster.SOURCE)
                        .put("worker", "w1"));
        assertThat(good("GET", "/status/gateway_task?sources=live-01", null)
                        .getJsonArray("sources")
                        .getJsonObject(0)
                        .getJsonArray("subTaskStatus")
                        .getJsonObject(0)
                        .getString("name"))
                .isEqualTo("gateway_task");
        assertThat(good("GET", "/tasks/gateway_task?type=TaskType", null).getString("cfg"))
                .contains("name: gateway_task", "******");
        assertThat(good("GET", "/tasks/gateway_task?type=1", null).getString("cfg"))
                .isNotEmpty();
        assertThat(good("GET", "/subtasks/gateway_task", null)
                        .getJsonArray("cfgs")
                        .getString(0))
                .contains("gateway_task");

        assertThat(good("PUT", "/tasks/gateway_task", new JsonObject().put("op", 2))
                        .getString("op"))
                .isEqualTo("Pause");
        assertThat(good("PUT", "/tasks/gateway_task", new JsonObject().put("op", "Resume"))
                        .getString("op"))
                .isEqualTo("Resume");
        good("PUT", "/tasks/gateway_task", new JsonObject().put("op", "Delete").put("name", "another"));
        assertThat(call("GET", "/status/gateway_task", null).getBoolean("result"))
                .isFalse();
    }

    @Test
    void aStructureIsShownAndForgotten() throws IOException {
        String schema = cluster.schema("gateway_structure");
        Path file = Path.of(cluster.taskFile("gateway_structure", LiveCluster.SOURCE, schema));
        good("POST", "/tasks", new JsonObject().put("task", Files.readString(file)));
        cluster.awaitCaughtUp("gateway_structure");
        JsonObject table = new JsonObject()
                .put("task", "gateway_structure")
                .put("sources", JsonArray.of(LiveCluster.SOURCE))
                .put("database", schema)
                .put("table", "fruit");

        assertThat(words(table.copy().put("op", "GetSchema"))).startsWith("CREATE TABLE `" + schema + "`.`fruit`");
        assertThat(words(table.copy().put("op", "ListSchema"))).isEqualTo("[\"" + schema + "\"]");
        assertThat(words(table.copy().put("op", "ListTable"))).isEqualTo("[\"fruit\"]");
        assertThat(words(table.copy().put("op", "ListMigrateTargets"))).contains("\"target_table\":\"fruit\"");
        assertThat(words(table.copy().put("op", "RemoveSchema"))).contains("code=38541");
        good("PUT", "/tasks/gateway_structure", new JsonObject().put("op", "Pause"));
        assertThat(words(table.copy().put("op", "RemoveSchema"))).isEmpty();
        assertThat(words(table.copy().put("op", "GetSchema"))).contains("code=46503");

        table.remove("sources");
        assertThat(call("PUT", "/schema", table.put("op", "RemoveSchema")).getString("msg"))
                .contains("code=38041");
        assertThat(call("PUT", "/schema", table.put("op", "SetSchema")).getString("msg"))
                .contains("code=38041");
        assertThat(call("PUT", "/schema", new JsonObject()).getString("msg")).contains("code=38041");
        good("PUT", "/tasks/gateway_structure", new JsonObject().put("op", "Delete"));
    }

    private String words(JsonObject question) throws IOException {
        return good("PUT", "/schema", question)
                .getJsonArray("sources")
                .getJsonObject(0)
                .getString("msg");
    }

    @Test
    void sourcesAndMembersAreShownAndRefusedInDmsShape() throws IOException {
        JsonObject show = new JsonObject().put("op", "ShowSource").put("sourceID", JsonArray.of(LiveCluster.SOURCE));
        assertThat(good("PUT", "/sources", show)
                        .getJsonArray("sources")
                        .getJsonObject(0)
                        .getString("worker"))
                .isEqualTo("w1");

        JsonObject members = good("GET", "/members?worker=true&names=w1", null);
        assertThat(members.getJsonArray("members")).hasSize(1);
        assertThat(members.getJsonArray("members")
                        .getJsonObject(0)
                        .getJsonObject("worker")
                        .getString("msg"))
                .isEmpty();
        assertThat(good("GET", "/members", null).getJsonArray("members")).hasSize(3);

        JsonObject online = call("DELETE", "/members/worker/w1", null);
        assertThat(online.getBoolean("result")).isFalse();
        assertThat(online.getString("msg")).contains("code=46005");
        assertThat(call("PUT", "/leader/InvalidLeaderOp", null).getBoolean("result"))
                .isFalse();
        assertThat(call("DELETE", "/members/house/w1", null).getString("msg")).contains("code=38049");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /tasks/t | no JSON | 400 | 3",
                "PUT | /tasks/t | [] | 400 | 3",
                "PUT | /tasks/t | {\"op\": \"Dance\"} | 400 | 3",
                "PUT | /leader/dance | {} | 400 | 3",
                "GET | /nowhere | '' | 404 | 5",
                "GET | /status | '' | 404 | 5",
                "DELETE | /tasks/t | '' | 404 | 5"
            })
    void whatIsNoRequestIsRefused(String method, String path, String body, int status, int code) throws IOException {
        HttpResponse<String> answer = caller.call(cluster.masterPort(), method, "/apis/v1alpha1" + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getInteger("code")).isEqualTo(code);
        assertThat(new JsonObject(answer.body()).getString("error")).isNotBlank();
    }

    @Test
    void aStrangerIsRefused() throws IOException {
        HttpResponse<String> answer =
                cluster.caller("stranger").call(cluster.masterPort(), "GET", "/apis/v1alpha1/members", "");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private JsonObject good(String method, String path, JsonObject body) throws IOException {
        JsonObject answer = call(method, path, body);
        assertThat(answer.getBoolean("result")).as(answer.encode()).isTrue();
        return answer;
    }

    private JsonObject call(String method, String path, JsonObject body) throws IOException {
        HttpResponse<String> answer =
                caller.call(cluster.masterPort(), method, "/apis/v1alpha1" + path, body == null ? "" : body.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }
}
