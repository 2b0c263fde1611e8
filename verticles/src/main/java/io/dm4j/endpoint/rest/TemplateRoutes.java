package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.TaskConfig;
import io.dm4j.error.DmException;
import io.dm4j.master.ConfigService;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.TemplateService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** {@code /tasks/templates}. A template is kept with its secrets and shown without. */
final class TemplateRoutes {
    private static final String NAME = "task_name";

    private final TemplateService templates;
    private final ConfigService configs;

    TemplateRoutes(Master master) {
        this.templates = master.templates();
        this.configs = master.configs();
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of("DMAPIGetTaskTemplateList", call -> list(), "DMAPIGetTaskTemplate", this::get);
    }

    /** By operationId; one of them has a letter less in DM, too. */
    Map<String, Operation> changing() {
        return Map.of(
                "DMAPICreateTaskTemplate", this::create,
                "DMAPIImportTaskTemplate", this::importAll,
                "DMAPUpdateTaskTemplate", this::update,
                "DMAPIDeleteTaskTemplate", this::delete);
    }

    private Future<Answer> list() {
        return templates
                .all()
                .map(all -> Answer.listed(all.values().stream()
                        .map(text -> SecretFields.hidden(new JsonObject(text)))
                        .toList()));
    }

    private Future<Answer> get(Call call) {
        return templates.get(call.path(NAME)).map(text -> Answer.of(SecretFields.hidden(new JsonObject(text))));
    }

    private Future<Answer> create(Call call) {
        JsonObject form = call.body();
        return templates
                .create(TemplateForm.task(form).name(), form.encode())
                .map(created -> Answer.created(SecretFields.hidden(form)));
    }

    private Future<Answer> update(Call call) {
        JsonObject form = call.body();
        String name = call.path(NAME);
        if (!name.equals(form.getString("name"))) {
            return Future.failedFuture(new DmException(
                    ConfigError.VALUE_WRONG, "name is " + form.getString("name") + ", the path says " + name));
        }
        return templates
                .get(name)
                .map(before -> kept(form, new JsonObject(before)))
                .compose(whole -> replace(whole).map(done -> Answer.of(SecretFields.hidden(whole))));
    }

    private static JsonObject kept(JsonObject form, JsonObject before) {
        return SecretFields.kept(OwnFields.kept(form, before), before);
    }

    private Future<Void> replace(JsonObject form) {
        return templates.replace(TemplateForm.task(form).name(), form.encode());
    }

    private Future<Answer> delete(Call call) {
        return templates.delete(call.path(NAME)).map(gone -> Answer.deleted());
    }

    private Future<Answer> importAll(Call call) {
        boolean overwrite = call.bodyOrEmpty().getBoolean("overwrite", false);
        return configs.tasks().compose(tasks -> {
            JsonArray taken = new JsonArray();
            JsonArray failed = new JsonArray();
            List<Future<Void>> each = tasks.stream()
                    .map(task -> imported(task.config(), overwrite)
                            .onSuccess(done -> taken.add(task.config().name()))
                            .recover(e -> {
                                failed.add(failure(task.config().name(), e));
                                return Future.succeededFuture();
                            }))
                    .toList();
            return Future.all(each)
                    .map(all -> Answer.accepted(
                            new JsonObject().put("success_task_list", taken).put("failed_task_list", failed)));
        });
    }

    private Future<Void> imported(TaskConfig task, boolean overwrite) {
        return Future.succeededFuture(task)
                .map(config -> TemplateForm.of(config).encode())
                .compose(text -> templates
                        .create(task.name(), text)
                        .recover(e -> overwrite && isThere(e)
                                ? templates.replace(task.name(), text)
                                : Future.failedFuture(e)));
    }

    private static boolean isThere(Throwable failure) {
        return failure instanceof DmException coded && coded.code() == MasterError.TEMPLATE_EXISTS;
    }

    private static JsonObject failure(String task, Throwable failure) {
        return new JsonObject()
                .put(NAME, task)
                .put(
                        "error_msg",
                        DmException.from(failure, MasterError.INTERNAL).getMessage());
    }
}
