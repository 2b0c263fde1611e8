package io.dm4j.endpoint.rest;

import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.config.ConfigError;
import io.dm4j.config.StartTime;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.endpoint.master.StatusQuery;
import io.dm4j.error.DmException;
import io.dm4j.master.ConfigService.KnownTask;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.TaskService.Command;
import io.dm4j.unit.Stage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /tasks}. A task is created, which checks it; then it is started, stopped and deleted. */
final class TaskRoutes {
    private static final String NAME = "task_name";
    private static final String SOURCES = "source_name_list";

    private final Master master;
    private final StatusQuery status;

    TaskRoutes(Master master, StatusQuery status) {
        this.master = master;
        this.status = status;
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of(
                "DMAPIGetTaskList", this::list,
                "DMAPIGetTask", this::get,
                "DMAPIGetTaskStatus", this::status,
                "DMAPIConvertTask", this::convert);
    }

    /** By operationId. */
    Map<String, Operation> changing() {
        return Map.of(
                "DMAPICreateTask", this::create,
                "DMAPIUpdateTask", this::update,
                "DMAPIDeleteTask", this::delete,
                "DMAPIStartTask", this::start,
                "DMAPIStopTask", this::stop);
    }

    private Future<Answer> list(Call call) {
        Optional<String> stage = call.text("stage");
        List<String> sources = call.texts(SOURCES);
        return master.configs().tasks().compose(tasks -> {
            List<Future<JsonObject>> each = tasks.stream()
                    .filter(task -> stage.isEmpty() || isAllIn(task, stage.get()))
                    .filter(task -> sources.isEmpty()
                            || Set.copyOf(sources).equals(task.wanted().keySet()))
                    .map(task -> form(task, call.flag("with_status")))
                    .toList();
            return Future.all(each).map(all -> Answer.listed(all.list()));
        });
    }

    private static boolean isAllIn(KnownTask task, String stage) {
        return task.wanted().values().stream().allMatch(each -> each.toString().equals(stage));
    }

    private Future<Answer> get(Call call) {
        return known(call.path(NAME))
                .compose(task -> form(task, call.flag("with_status")))
                .map(Answer::of);
    }

    private Future<Answer> status(Call call) {
        return known(call.path(NAME))
                .compose(task -> statuses(task, call.texts(SOURCES)))
                .map(Answer::listed);
    }

    private Future<Answer> create(Call call) {
        JsonObject task = call.body().getJsonObject("task");
        SecretFields.requireGiven(task);
        return master.tasks().create(TaskForm.file(task)).compose(created -> Outcomes.allGood(created.outcomes())
                .compose(v -> known(task.getString("name")))
                .compose(known -> form(known, false))
                .map(form ->
                        Answer.created(new JsonObject().put("task", form).put("check_result", created.checkResult()))));
    }

    private Future<Answer> update(Call call) {
        JsonObject task = call.body().getJsonObject("task");
        String name = call.path(NAME);
        if (!name.equals(task.getString("name"))) {
            return Future.failedFuture(new DmException(
                    ConfigError.VALUE_WRONG, "name is " + task.getString("name") + ", the path says " + name));
        }
        return known(name)
                .map(before -> updated(task, TaskView.withSecrets(before.config())))
                .compose(file -> master.tasks().update(file))
                .compose(updated -> Outcomes.allGood(updated.outcomes())
                        .compose(v -> known(name))
                        .compose(known -> form(known, false))
                        .map(form -> Answer.of(
                                new JsonObject().put("task", form).put("check_result", updated.checkResult()))));
    }

    /** A secret that comes back as it is shown, and what only our form knows of and is left out stay as they were. */
    private static String updated(JsonObject task, JsonObject before) {
        return TaskForm.file(SecretFields.kept(OwnFields.kept(task, before), before));
    }

    /** Without {@code force} nothing of it may run; without {@code keep_meta} what its target knows of it goes, too. */
    private Future<Answer> delete(Call call) {
        String name = call.path(NAME);
        return known(name)
                .compose(task -> call.flag("force") || !task.wanted().containsValue(Stage.RUNNING)
                        ? Future.succeededFuture(task)
                        : Future.failedFuture(new DmException(
                                MasterError.SUBTASK_EXISTS, "task " + name + " runs: stop it first, or use force")))
                .compose(task -> call.flag("keep_meta") ? Future.succeededFuture() : forget(task))
                .compose(v -> master.tasks().operate(Command.DELETE, name, List.of()))
                .compose(Outcomes::allGood)
                .map(done -> Answer.deleted());
    }

    private Future<Void> forget(KnownTask task) {
        String name = task.config().name();
        return master.tasks()
                .operate(Command.STOP, name, List.of())
                .compose(Outcomes::allGood)
                .compose(v -> master.tasks().removeMeta(name));
    }

    private Future<Answer> start(Call call) {
        JsonObject wish = call.bodyOrEmpty();
        String name = call.path(NAME);
        Optional<StartTime> startTime = StartTime.of(wish.getString("start_time", ""));
        return master.tasks()
                .startAgain(name, sources(wish), wish.getBoolean("remove_meta", false), startTime)
                .compose(Outcomes::allGood)
                .map(done -> Answer.done());
    }

    private Future<Answer> stop(Call call) {
        return master.tasks()
                .operate(Command.STOP, call.path(NAME), sources(call.bodyOrEmpty()))
                .compose(Outcomes::allGood)
                .map(done -> Answer.done());
    }

    private static List<String> sources(JsonObject wish) {
        return wish.getJsonArray(SOURCES, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    /** Either form into both. The file has the caller's own secrets in it, and the form none. */
    private Future<Answer> convert(Call call) {
        JsonObject asked = call.body();
        JsonObject form = asked.getJsonObject("task");
        String file = form == null ? asked.getString("task_config_file", "") : TaskForm.file(form);
        TaskConfig task = TaskFile.parse("task_config_file", file).value();
        return Future.succeededFuture(Answer.created(new JsonObject()
                .put("task", SecretFields.hidden(TemplateForm.of(task)))
                .put("task_config_file", file)));
    }

    private Future<JsonObject> form(KnownTask task, boolean withStatus) {
        Future<Optional<JsonArray>> statuses = withStatus
                ? statuses(task, List.of()).map(all -> Optional.of(new JsonArray(all)))
                : Future.succeededFuture(Optional.empty());
        return statuses.map(all -> TaskView.of(task.config(), all));
    }

    private Future<List<JsonObject>> statuses(KnownTask task, List<String> sources) {
        String name = task.config().name();
        QueryStatusListRequest question = QueryStatusListRequest.newBuilder()
                .setName(name)
                .addAllSources(sources)
                .build();
        return status.ask(question).map(answers -> StatusForm.subtasks(answers, name));
    }

    private Future<KnownTask> known(String name) {
        return master.configs().knownTask(name).map(found -> found.orElseThrow(() -> MasterError.unknownTask(name)));
    }
}
