package io.dm4j.endpoint.rest;

import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.config.ConfigError;
import io.dm4j.endpoint.master.StatusQuery;
import io.dm4j.error.DmException;
import io.dm4j.master.ConfigService.KnownSource;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.Outcome;
import io.dm4j.master.TaskService.Command;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /sources}. */
final class SourceRoutes {
    private static final String NAME = "source_name";

    private final Master master;
    private final StatusQuery status;

    SourceRoutes(Master master, StatusQuery status) {
        this.master = master;
        this.status = status;
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of(
                "DMAPIGetSourceList", this::list,
                "DMAPIGetSource", this::get,
                "DMAPIGetSourceStatus", this::status);
    }

    /** By operationId. */
    Map<String, Operation> changing() {
        return Map.of(
                "DMAPICreateSource", this::create,
                "DMAPIUpdateSource", this::update,
                "DMAPIDeleteSource", this::delete,
                "DMAPIEnableSource", call -> switched(master.sources().enable(call.path(NAME))),
                "DMAPIDisableSource", call -> switched(master.sources().disable(call.path(NAME))),
                "DMAPITransferSource", this::transfer);
    }

    private Future<Answer> list(Call call) {
        return master.configs().sources().compose(sources -> {
            List<Future<JsonObject>> each = sources.stream()
                    .filter(source -> !call.flag("enable_relay"))
                    .map(source -> form(source, call.flag("with_status")))
                    .toList();
            return Future.all(each).map(all -> Answer.listed(all.list()));
        });
    }

    private Future<Answer> get(Call call) {
        return master.configs()
                .knownSource(call.path(NAME))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Answer.notFound())
                        : form(found.get(), call.flag("with_status")).map(Answer::of));
    }

    private Future<Answer> status(Call call) {
        return known(call.path(NAME))
                .compose(source -> statuses(source.config().sourceId()))
                .map(all ->
                        Answer.listed(all.stream().map(JsonObject.class::cast).toList()));
    }

    private Future<Answer> create(Call call) {
        JsonObject source = call.body().getJsonObject("source");
        Optional<String> worker =
                Optional.of(call.body().getString("worker_name", "")).filter(name -> !name.isEmpty());
        return master.sources()
                .start(List.of(SourceForm.file(source)), worker)
                .compose(Outcomes::allGood)
                .compose(done -> shown(source.getString(NAME)))
                .map(Answer::created);
    }

    private Future<Answer> update(Call call) {
        JsonObject source = call.body().getJsonObject("source");
        String name = call.path(NAME);
        if (!name.equals(source.getString(NAME))) {
            return Future.failedFuture(new DmException(
                    ConfigError.VALUE_WRONG, "source_name is " + source.getString(NAME) + ", the path says " + name));
        }
        return master.sources()
                .update(name, before -> SourceForm.update(source, before))
                .compose(outcome -> Outcomes.allGood(List.of(outcome)))
                .compose(done -> shown(name))
                .map(Answer::of);
    }

    private static Future<Answer> switched(Future<List<Outcome>> outcomes) {
        return outcomes.compose(Outcomes::allGood).map(done -> Answer.done());
    }

    private Future<Answer> transfer(Call call) {
        return master.transfers()
                .transfer(call.path(NAME), call.body().getString("worker_name"))
                .map(moved -> Answer.done());
    }

    /** With {@code force} the tasks on it are deleted there first. */
    private Future<Answer> delete(Call call) {
        String name = call.path(NAME);
        return known(name)
                .compose(source -> call.flag("force") ? withoutTasks(source) : Future.succeededFuture())
                .compose(v -> master.sources().stop(List.of(name)))
                .compose(Outcomes::allGood)
                .map(done -> Answer.deleted());
    }

    private Future<Void> withoutTasks(KnownSource source) {
        List<String> only = List.of(source.config().sourceId());
        Future<Void> all = Future.succeededFuture();
        for (String task : source.tasks()) {
            all = all.compose(v -> master.tasks().operate(Command.DELETE, task, only))
                    .compose(Outcomes::allGood);
        }
        return all;
    }

    private Future<JsonObject> shown(String name) {
        return known(name).compose(source -> form(source, false));
    }

    private Future<JsonObject> form(KnownSource source, boolean withStatus) {
        Future<Optional<JsonArray>> statuses = withStatus
                ? statuses(source.config().sourceId()).map(all -> Optional.of(new JsonArray(all)))
                : Future.succeededFuture(Optional.empty());
        return statuses.map(all -> SourceForm.of(source.config(), source.tasks(), all));
    }

    private Future<List<JsonObject>> statuses(String source) {
        QueryStatusListRequest question =
                QueryStatusListRequest.newBuilder().addSources(source).build();
        return status.ask(question).map(SourceRoutes::statuses);
    }

    /** There is no relay here, so a source's state is who serves it. */
    private static List<JsonObject> statuses(QueryStatusListResponse answers) {
        return answers.getSourcesList().stream()
                .map(answer -> new JsonObject()
                        .put("source_name", answer.getSourceStatus().getSource())
                        .put("worker_name", answer.getSourceStatus().getWorker())
                        .put("error_msg", answer.getMsg()))
                .toList();
    }

    private Future<KnownSource> known(String name) {
        return master.configs()
                .knownSource(name)
                .map(found -> found.orElseThrow(() -> MasterError.unknownSource(name)));
    }
}
