package io.dm4j.endpoint.master;

import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.QueryStatusRequest;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.SourceStatus;
import io.dm4j.api.Stage;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.client.WorkerClient;
import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.StatusService;
import io.vertx.core.Future;
import java.util.List;

/** Asks the workers for the state of their subtasks, each source on its own: one that fails does not spoil the others. */
public final class StatusQuery {
    private static final String NOT_BOUND = "source not bound";

    private final StatusService status;
    private final WorkerClient workers;

    public StatusQuery(StatusService status, WorkerClient workers) {
        this.status = status;
        this.workers = workers;
    }

    /** As DM's QueryStatus; fails if the task that is named is unknown. */
    public Future<QueryStatusListResponse> ask(QueryStatusListRequest request) {
        return status.whomToAsk(request.getName(), request.getSourcesList())
                .compose(asked -> asked.isEmpty() && !request.getName().isEmpty()
                        ? Future.failedFuture(MasterError.unknownTask(request.getName()))
                        : answers(request.getName(), asked));
    }

    private Future<QueryStatusListResponse> answers(String task, List<StatusService.Asked> asked) {
        List<Future<QueryStatusResponse>> each =
                asked.stream().map(a -> answer(task, a)).toList();
        return Future.join(each).map(all -> QueryStatusListResponse.newBuilder()
                .setResult(true)
                .addAllSources(all.<QueryStatusResponse>list())
                .build());
    }

    private Future<QueryStatusResponse> answer(String task, StatusService.Asked asked) {
        QueryStatusRequest question = QueryStatusRequest.newBuilder()
                .setName(task)
                .setSource(asked.source())
                .build();
        return asked.worker()
                .map(worker -> workers.queryStatus(worker.address(), question)
                        .otherwise(e -> unanswered(asked.source(), worker.name(), e)))
                .orElseGet(() -> Future.succeededFuture(notBound(asked)));
    }

    private static QueryStatusResponse unanswered(String source, String worker, Throwable failure) {
        return QueryStatusResponse.newBuilder()
                .setMsg(DmException.from(failure, MasterError.INTERNAL).getMessage())
                .setSourceStatus(source(source, worker))
                .build();
    }

    private static QueryStatusResponse notBound(StatusService.Asked asked) {
        QueryStatusResponse.Builder answer = QueryStatusResponse.newBuilder()
                .setMsg(asked.unplaced()
                        .map(DmException::getMessage)
                        .orElse("can't find relative worker instance of source " + asked.source()))
                .setSourceStatus(source(asked.source(), NOT_BOUND));
        asked.tasks()
                .forEach(task -> answer.addSubTaskStatus(
                        SubTaskStatus.newBuilder().setName(task).setStage(Stage.InvalidStage)));
        return answer.build();
    }

    private static SourceStatus source(String source, String worker) {
        return SourceStatus.newBuilder().setSource(source).setWorker(worker).build();
    }
}
