package io.dm4j.it.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Forms of tasks by DM's REST interface: as templates, as files, and given again. */
@ExtendWith(LiveCluster.Shared.class)
class RestFormsTest extends RestCalls {

    RestFormsTest(LiveCluster cluster) {
        super(cluster);
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

    private JsonObject imported(boolean overwrite) throws IOException {
        return answer(202, "POST", "/tasks/templates/import", new JsonObject().put("overwrite", overwrite));
    }

    @Test
    void aTaskOfDmctlKeepsAllThatItsFileSaysWhenItsFormIsGivenAgain() throws IOException {
        String schema = cluster.schema("rest_whole");
        String file = cluster.file(
                "rest_whole.yaml",
                Files.readString(Path.of(cluster.taskFile("rest_whole", LiveCluster.SOURCE, schema)))
                        + "    ignore-tables: [{db-name: rest_whole, tbl-name: \"tmp_*\"}]\n");
        assertThat(cluster.script("start-task", file).exitCode()).isZero();
        Await.until(LiveCluster.BOUND, "it has caught up", () -> synced("rest_whole"));

        JsonObject form = answer(200, "GET", "/tasks/rest_whole", null);
        long before = System.nanoTime();
        JsonObject given = answer(200, "PUT", "/tasks/rest_whole", new JsonObject().put("task", form));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));

        assertThat(given.getJsonObject("task")).isEqualTo(form);
        assertThat(form.encode()).contains("tmp_*", "\"do_dbs\":[\"rest_whole\"]");
        assertThat(stage("rest_whole")).isEqualTo("Running");
        form.getJsonObject("source_config")
                .getJsonArray("source_conf")
                .getJsonObject(0)
                .remove("block_allow_list");
        assertThat(refused("PUT", "/tasks/rest_whole", new JsonObject().put("task", form)))
                .containsEntry("error_code", 20500)
                .extractingByKey("error_msg", InstanceOfAssertFactories.STRING)
                .contains("differs in block-allow-list");
        assertThat(call("DELETE", "/tasks/rest_whole?force=true", null).statusCode())
                .isEqualTo(204);
    }
}
