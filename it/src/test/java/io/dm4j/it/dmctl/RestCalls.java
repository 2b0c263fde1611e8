package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.trust.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** One who may, at the REST interface of the shared cluster, with forms of its servers. */
abstract class RestCalls {
    final LiveCluster cluster;
    final Caller caller;

    RestCalls(LiveCluster cluster) {
        this.cluster = cluster;
        this.caller = cluster.caller("dmctl");
    }

    static JsonObject source(String name) {
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

    static JsonObject task(String name, String source, String schema, String targetSchema) {
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

    boolean synced(String task) {
        try {
            JsonObject status = answer(200, "GET", "/tasks/" + task + "/status", null);
            JsonObject sync = status.getJsonArray("data").getJsonObject(0).getJsonObject("sync_status");
            return sync != null && sync.getBoolean("synced");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String stage(String task) throws IOException {
        JsonObject status = answer(200, "GET", "/tasks/" + task + "/status", null);
        return status.getJsonArray("data").getJsonObject(0).getString("stage");
    }

    List<String> list(String path) throws IOException {
        HttpResponse<String> answer = call("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonArray(answer.body()).stream().map(String::valueOf).toList();
    }

    void done(String method, String path) throws IOException {
        HttpResponse<String> answer = call(method, path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    static List<String> names(JsonObject list, String key) {
        return list.getJsonArray("data").stream()
                .map(each -> ((JsonObject) each).getString(key))
                .toList();
    }

    JsonObject answer(int status, String method, String path, JsonObject body) throws IOException {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    Map<String, Object> refused(String method, String path, JsonObject body) throws IOException {
        return answer(400, method, path, body).getMap();
    }

    HttpResponse<String> call(String method, String path, JsonObject body) throws IOException {
        return caller.call(cluster.masterPort(), method, "/api/v1" + path, body == null ? "" : body.encode());
    }
}
