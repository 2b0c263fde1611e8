package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.server.SharedServers;
import io.dm4j.it.trust.Caller;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** DM's REST interface to the structures that a task keeps: what is taken, what is refused, and by what number. */
@ExtendWith(LiveCluster.Shared.class)
class StructureRestTest {
    private static final String TASK = "structure_rest_api";
    private static final String PATH = "/tasks/" + TASK + "/sources/live-01/schemas/" + TASK + "/fruit";

    private final LiveCluster cluster;
    private final Caller caller;

    StructureRestTest(LiveCluster cluster) {
        this.cluster = cluster;
        this.caller = cluster.caller("dmctl");
    }

    @Test
    void aStructureIsReplacedAndForgottenWhileTheTaskIsPaused() throws IOException {
        String file = cluster.taskFile(TASK, LiveCluster.SOURCE, cluster.schema(TASK));
        assertThat(cluster.script("start-task", file).exitCode()).isZero();
        cluster.awaitCaughtUp(TASK);
        JsonObject sql = new JsonObject().put("sql_content", "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(60))");
        assertThat(refusal("PUT", PATH, sql)).isEqualTo(38541);
        assertThat(refusal("DELETE", PATH, null)).isEqualTo(38541);
        assertThat(cluster.script("pause-task", TASK).exitCode()).isZero();

        done(sql);
        assertThat(kept()).contains("`name` varchar(60)");
        done(sql.copy().put("schema_source", "sql").put("flush", false).put("sync", false));
        SharedServers.mariadb().execute("ALTER TABLE " + TASK + ".fruit MODIFY name VARCHAR(50)");
        done(new JsonObject().put("schema_source", "downstream"));
        assertThat(kept()).contains("`name` varchar(50)");
        done(new JsonObject().put("schema_source", "upstream").put("flush", true));
        assertThat(kept()).contains("`name` varchar(20)");

        assertThat(refusal("PUT", PATH, null)).isEqualTo(20501);
        assertThat(refusal("PUT", PATH, new JsonObject())).isEqualTo(20501);
        assertThat(refusal("PUT", PATH, sql.copy().put("schema_source", "upstream")))
                .isEqualTo(20501);
        assertThat(refusal("PUT", PATH, sql.copy().put("schema_source", "nowhere")))
                .isEqualTo(20501);
        assertThat(refusal("PUT", PATH, sql.copy().put("flush", "perhaps"))).isEqualTo(20501);
        assertThat(refusal("PUT", PATH, new JsonObject().put("sql_content", "DROP TABLE t")))
                .isEqualTo(44570);
        assertThat(refusal("PUT", PATH, new JsonObject().put("sql_content", "CREATE TABLE t (a NOTHING)")))
                .isEqualTo(24508);
        assertThat(refusal("PUT", PATH.replace("fruit", "bread"), new JsonObject().put("schema_source", "upstream")))
                .isEqualTo(46507);
        assertThat(refusal("DELETE", PATH.replace("/schemas/" + TASK, "/schemas/elsewhere"), null))
                .isEqualTo(46506);
        assertThat(refusal("DELETE", PATH.replace("live-01", "nobody"), null)).isEqualTo(46008);
        assertThat(refusal("DELETE", PATH.replace("/tasks/" + TASK, "/tasks/nobody"), null))
                .isEqualTo(46018);

        HttpResponse<String> gone = call("DELETE", PATH, null);
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(refusal("GET", PATH, null)).isEqualTo(46503);
        assertThat(cluster.script("stop-task", TASK).exitCode()).isZero();
    }

    private void done(JsonObject body) throws IOException {
        HttpResponse<String> answer = call("PUT", PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    private String kept() throws IOException {
        return new JsonObject(call("GET", PATH, null).body()).getString("schema_create_sql");
    }

    private int refusal(String method, String path, JsonObject body) throws IOException {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return new JsonObject(answer.body()).getInteger("error_code");
    }

    private HttpResponse<String> call(String method, String path, JsonObject body) throws IOException {
        return caller.call(cluster.masterPort(), method, "/api/v1" + path, body == null ? "" : body.encode());
    }
}
