package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.dm4j.it.server.SharedServers;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources by DM's REST interface, on a running cluster. */
@ExtendWith(LiveCluster.Shared.class)
class RestSourceTest extends RestCalls {

    RestSourceTest(LiveCluster cluster) {
        super(cluster);
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
    void aRefusalBySourceHasItsOwnNumber() throws IOException {
        String schema = cluster.schema("rest_number");
        answer(201, "POST", "/sources", new JsonObject().put("source", source("rest-number")));
        JsonObject task = task("rest_number", "rest-number", schema, "rest_number_copy");
        answer(201, "POST", "/tasks", new JsonObject().put("task", task));

        assertThat(refused("DELETE", "/sources/rest-number", null))
                .containsEntry("error_code", 46010)
                .extractingByKey("error_msg", InstanceOfAssertFactories.STRING)
                .startsWith("[code=46010:")
                .contains("rest-number");
        JsonObject wrong = source("rest-number").put("password", "not this one");
        assertThat(refused("PUT", "/sources/rest-number", new JsonObject().put("source", wrong)))
                .containsEntry("error_code", 10502)
                .extractingByKey("error_msg", InstanceOfAssertFactories.STRING)
                .startsWith("[code=10502:")
                .doesNotContain("not this one");

        assertThat(call("DELETE", "/sources/rest-number?force=true", null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void thePlacementOfASourceIsShownAndSetBesideTheLabelsOfTheWorkers() throws IOException {
        JsonObject worker = answer(200, "GET", "/cluster/workers", null)
                .getJsonArray("data")
                .getJsonObject(0);
        assertThat(worker.getJsonObject("labels")).isEqualTo(new JsonObject().put("zone", "a"));

        JsonObject source = source("rest-placed").put("placement", worker.getJsonObject("labels"));
        JsonObject created = answer(201, "POST", "/sources", new JsonObject().put("source", source));
        assertThat(created.getJsonObject("placement")).isEqualTo(worker.getJsonObject("labels"));

        source.remove("placement");
        JsonObject kept = answer(200, "PUT", "/sources/rest-placed", new JsonObject().put("source", source));
        assertThat(kept.getJsonObject("placement")).isEqualTo(worker.getJsonObject("labels"));
        source.put("placement", new JsonObject().put("zone", "b"));
        JsonObject moved = answer(200, "PUT", "/sources/rest-placed", new JsonObject().put("source", source));
        assertThat(moved.getJsonObject("placement")).isEqualTo(new JsonObject().put("zone", "b"));
        assertThat(answer(200, "GET", "/sources/rest-placed/status", null).encode())
                .contains("zone=b, and none is online: w1 has zone=a");
        JsonObject task = task("rest_placed", "rest-placed", "shop", "shop_copy");
        assertThat(refused("POST", "/tasks", new JsonObject().put("task", task)))
                .containsEntry("error_code", 46504)
                .extractingByKey("error_msg", InstanceOfAssertFactories.STRING)
                .contains("zone=b, and none is online: w1 has zone=a", "`placement`");

        assertThat(call("DELETE", "/sources/rest-placed", null).statusCode()).isEqualTo(204);
    }
}
