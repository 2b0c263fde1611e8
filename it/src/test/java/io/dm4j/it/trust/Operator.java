package io.dm4j.it.trust;

import io.dm4j.api.CheckTaskRequest;
import io.dm4j.api.CheckTaskResponse;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.ProcessError;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.SourceOp;
import io.dm4j.api.Stage;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.TaskOp;
import io.dm4j.api.UpdateTaskRequest;
import io.dm4j.api.UpdateTaskResponse;
import io.dm4j.api.trust.FileSet;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.client.MasterClient;
import java.util.List;
import java.util.Optional;

/** Asks a master for one source and its tasks. */
final class Operator {
    private final MasterClient master;

    Operator(MasterClient master) {
        this.master = master;
    }

    OperateSourceResponse create(String source) {
        return House.await(master.operateSource(OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StartSource)
                .addConfig(source)
                .build()));
    }

    OperateSourceResponse update(String source) {
        return House.await(master.operateSource(OperateSourceRequest.newBuilder()
                .setOp(SourceOp.UpdateSource)
                .addConfig(source)
                .build()));
    }

    UpdateTaskResponse updateTask(String task) {
        return House.await(
                master.updateTask(UpdateTaskRequest.newBuilder().setTask(task).build()));
    }

    /** The uses of all sets of TLS files, of master and worker. */
    List<String> uses() {
        return House.await(master.trust(TrustStatusRequest.getDefaultInstance())).getNodesList().stream()
                .flatMap(node -> node.getSetsList().stream())
                .map(FileSet::getUse)
                .toList();
    }

    OperateSourceResponse stop(String sourceId) {
        return House.await(master.operateSource(OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StopSource)
                .addSourceID(sourceId)
                .build()));
    }

    CheckTaskResponse check(String task) {
        return House.await(
                master.checkTask(CheckTaskRequest.newBuilder().setTask(task).build()));
    }

    StartTaskResponse start(String task) {
        return House.await(
                master.startTask(StartTaskRequest.newBuilder().setTask(task).build()));
    }

    OperateTaskResponse operate(TaskOp op, String task) {
        return House.await(master.operateTask(
                OperateTaskRequest.newBuilder().setOp(op).setName(task).build()));
    }

    QueryStatusListResponse list(QueryStatusListRequest question) {
        return House.await(master.queryStatus(question));
    }

    Optional<SubTaskStatus> status(String task) {
        return list(QueryStatusListRequest.newBuilder().setName(task).build()).getSourcesList().stream()
                .flatMap(source -> source.getSubTaskStatusList().stream())
                .filter(status -> status.getName().equals(task))
                .findFirst();
    }

    /** What the task says is wrong, if it has paused over it. */
    Optional<ProcessError> paused(String task) {
        return status(task)
                .filter(status -> status.getStage() == Stage.Paused)
                .filter(status -> status.getResult().getErrorsCount() > 0)
                .map(status -> status.getResult().getErrors(0));
    }
}
