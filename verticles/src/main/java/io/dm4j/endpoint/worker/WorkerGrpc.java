package io.dm4j.endpoint.worker;

import io.dm4j.api.GetWorkerCfgRequest;
import io.dm4j.api.GetWorkerCfgResponse;
import io.dm4j.api.QueryStatusRequest;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.SourceStatus;
import io.dm4j.api.Stage;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.WorkerGrpcService;
import io.dm4j.config.ConfigText;
import io.dm4j.config.WorkerConfig;
import io.dm4j.error.DmException;
import io.dm4j.worker.SubtaskStatus;
import io.dm4j.worker.Worker;
import io.dm4j.worker.WorkerError;
import io.vertx.core.Future;
import io.vertx.grpc.server.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code pb.Worker}: what its masters ask. */
public final class WorkerGrpc extends LaterWorkerCalls {
    private final Worker worker;
    private final WorkerConfig config;
    private final Supplier<Optional<DmException>> trouble;

    /** @param trouble why the worker does not follow its masters, asked each time anew; empty while it does */
    public WorkerGrpc(Worker worker, WorkerConfig config, Supplier<Optional<DmException>> trouble) {
        this.worker = worker;
        this.config = config;
        this.trouble = trouble;
    }

    /** To mount on the port. */
    public Service service() {
        return WorkerGrpcService.of(this);
    }

    @Override
    public Future<QueryStatusResponse> queryStatus(QueryStatusRequest request) {
        List<String> sources = worker.sources().stream()
                .filter(s ->
                        request.getSource().isEmpty() || request.getSource().equals(s))
                .toList();
        return Future.succeededFuture(sources.isEmpty() ? noSource(request) : status(request, sources));
    }

    /** As it was started, without secrets. */
    @Override
    public Future<GetWorkerCfgResponse> getWorkerCfg(GetWorkerCfgRequest request) {
        return Future.succeededFuture(
                GetWorkerCfgResponse.newBuilder().setCfg(ConfigText.of(config)).build());
    }

    private QueryStatusResponse noSource(QueryStatusRequest question) {
        String what = "worker " + worker.name() + " serves no source"
                + (question.getSource().isEmpty() ? "" : " " + question.getSource());
        DmException why = trouble.get().orElseGet(() -> new DmException(WorkerError.NO_SOURCE, what));
        return QueryStatusResponse.newBuilder()
                .setMsg(why.getMessage())
                .setSourceStatus(source(question.getSource()))
                .build();
    }

    private QueryStatusResponse status(QueryStatusRequest question, List<String> sources) {
        QueryStatusResponse.Builder answer =
                QueryStatusResponse.newBuilder().setResult(true).setSourceStatus(source(String.join(",", sources)));
        List<SubtaskStatus> subtasks = worker.subtasks().stream()
                .filter(s -> sources.contains(s.source()))
                .filter(s -> question.getName().isEmpty() || question.getName().equals(s.task()))
                .toList();
        subtasks.forEach(s -> answer.addSubTaskStatus(StatusMessages.subtask(s)));
        if (subtasks.isEmpty() && question.getName().isEmpty()) {
            answer.setMsg("no sub task started");
        } else if (subtasks.isEmpty()) {
            answer.addSubTaskStatus(unknown(question.getName()));
        } else {
            answer.setMsg(warnings(subtasks));
        }
        return answer.build();
    }

    private static String warnings(List<SubtaskStatus> subtasks) {
        return subtasks.stream()
                .flatMap(subtask -> subtask.warnings().stream())
                .distinct()
                .map(warning -> "warning: " + warning)
                .collect(Collectors.joining("\n"));
    }

    private static SubTaskStatus unknown(String task) {
        return SubTaskStatus.newBuilder()
                .setName(task)
                .setStage(Stage.InvalidStage)
                .setMsg("no sub task with name " + task + " has started")
                .build();
    }

    private SourceStatus source(String source) {
        return SourceStatus.newBuilder()
                .setSource(source)
                .setWorker(worker.name())
                .build();
    }
}
