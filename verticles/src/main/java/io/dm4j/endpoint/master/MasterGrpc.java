package io.dm4j.endpoint.master;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import io.dm4j.api.CheckTaskRequest;
import io.dm4j.api.CheckTaskResponse;
import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.EncryptRequest;
import io.dm4j.api.EncryptResponse;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetCfgResponse;
import io.dm4j.api.GetMasterCfgRequest;
import io.dm4j.api.GetMasterCfgResponse;
import io.dm4j.api.GetSubTaskCfgRequest;
import io.dm4j.api.GetSubTaskCfgResponse;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.api.HandleErrorResponse;
import io.dm4j.api.LeaderOp;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.ListSourceConfigsResponse;
import io.dm4j.api.ListTaskConfigsResponse;
import io.dm4j.api.MasterGrpcService;
import io.dm4j.api.OfflineMemberRequest;
import io.dm4j.api.OfflineMemberResponse;
import io.dm4j.api.OperateLeaderRequest;
import io.dm4j.api.OperateLeaderResponse;
import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.OperateSchemaResponse;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.SourceOp;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.TransferSourceRequest;
import io.dm4j.api.TransferSourceResponse;
import io.dm4j.api.UpdateTaskRequest;
import io.dm4j.api.UpdateTaskResponse;
import io.dm4j.config.ConfigError;
import io.dm4j.config.ConfigException;
import io.dm4j.config.StartTime;
import io.dm4j.config.TaskFile;
import io.dm4j.endpoint.AuditLog;
import io.dm4j.endpoint.Refusal;
import io.dm4j.error.DmException;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.Outcome;
import io.dm4j.master.TaskService;
import io.vertx.core.Future;
import io.vertx.grpc.server.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code pb.Master}: each call one use case; a refusal is a normal answer with the coded line. */
public final class MasterGrpc extends LaterMasterCalls {
    private static final long DEFAULT_FINDINGS = 10;

    private final Master master;
    private final StatusQuery statuses;
    private final MemberList members;
    private final ConfigQuery configs;
    private final StructureCalls structures;
    private final StatementCalls statements;

    public MasterGrpc(
            Master master, StatusQuery statuses, MemberList members, ConfigQuery configs, StructureCalls structures) {
        this.master = master;
        this.statuses = statuses;
        this.members = members;
        this.configs = configs;
        this.structures = structures;
        this.statements = new StatementCalls(master.statements());
    }

    /** To mount on the port. */
    public Service service() {
        return MasterGrpcService.of(this);
    }

    @Override
    public Future<OperateSourceResponse> operateSource(OperateSourceRequest request) {
        return request.getOp() == SourceOp.ShowSource
                ? sources(request)
                : AuditLog.changing(
                        "OperateSource " + request.getOp(), answer -> named(request, answer), () -> sources(request));
    }

    private Future<OperateSourceResponse> sources(OperateSourceRequest request) {
        return answered(
                "OperateSource",
                () -> operate(request).map(outcomes -> OperateSourceResponse.newBuilder()
                        .setResult(true)
                        .addAllSources(common(outcomes))
                        .build()),
                line -> OperateSourceResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<CheckTaskResponse> checkTask(CheckTaskRequest request) {
        return answered(
                "CheckTask",
                () -> master.tasks()
                        .check(
                                request.getTask(),
                                StartTime.of(request.getStartTime()),
                                shown(request.getErrCnt()),
                                shown(request.getWarnCnt()))
                        .map(text -> CheckTaskResponse.newBuilder()
                                .setResult(true)
                                .setMsg(text)
                                .build()),
                line -> CheckTaskResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<StartTaskResponse> startTask(StartTaskRequest request) {
        return AuditLog.changing(
                "StartTask", answer -> named(request.getTask(), request.getSourcesList()), () -> start(request));
    }

    private Future<StartTaskResponse> start(StartTaskRequest request) {
        return answered(
                "StartTask",
                () -> master.tasks()
                        .start(
                                request.getTask(),
                                request.getSourcesList(),
                                request.getRemoveMeta(),
                                StartTime.of(request.getStartTime()))
                        .map(started -> StartTaskResponse.newBuilder()
                                .setResult(true)
                                .setCheckResult(started.checkResult())
                                .addAllSources(common(started.outcomes()))
                                .build()),
                line -> StartTaskResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<UpdateTaskResponse> updateTask(UpdateTaskRequest request) {
        return AuditLog.changing("UpdateTask", answer -> named(request.getTask(), List.of()), () -> update(request));
    }

    private Future<UpdateTaskResponse> update(UpdateTaskRequest request) {
        return answered(
                "UpdateTask",
                () -> master.tasks().update(request.getTask()).map(updated -> UpdateTaskResponse.newBuilder()
                        .setResult(true)
                        .setCheckResult(updated.checkResult())
                        .addAllSources(common(updated.outcomes()))
                        .build()),
                line -> UpdateTaskResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<OperateTaskResponse> operateTask(OperateTaskRequest request) {
        return AuditLog.changing(
                "OperateTask " + request.getOp(),
                answer -> task(request.getName(), request.getSourcesList()),
                () -> operate(request));
    }

    private Future<OperateTaskResponse> operate(OperateTaskRequest request) {
        return answered(
                "OperateTask",
                () -> command(request)
                        .compose(c -> master.tasks().operate(c, request.getName(), request.getSourcesList()))
                        .map(outcomes -> OperateTaskResponse.newBuilder()
                                .setOp(request.getOp())
                                .setResult(true)
                                .addAllSources(common(outcomes))
                                .build()),
                line -> OperateTaskResponse.newBuilder()
                        .setOp(request.getOp())
                        .setMsg(line)
                        .build());
    }

    @Override
    public Future<HandleErrorResponse> handleError(HandleErrorRequest request) {
        return StatementCalls.isChange(request)
                ? AuditLog.changing(
                        "HandleError " + request.getOp(),
                        answer -> StatementCalls.object(request),
                        () -> statement(request))
                : statement(request);
    }

    private Future<HandleErrorResponse> statement(HandleErrorRequest request) {
        return answered(
                "HandleError",
                () -> statements.carryOut(request).map(outcomes -> HandleErrorResponse.newBuilder()
                        .setResult(true)
                        .addAllSources(common(outcomes))
                        .build()),
                line -> HandleErrorResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<QueryStatusListResponse> queryStatus(QueryStatusListRequest request) {
        return answered("QueryStatus", () -> statuses.ask(request), line -> QueryStatusListResponse.newBuilder()
                .setMsg(line)
                .build());
    }

    @Override
    public Future<ListMemberResponse> listMember(ListMemberRequest request) {
        return answered("ListMember", () -> members.list(request), line -> ListMemberResponse.newBuilder()
                .setMsg(line)
                .build());
    }

    @Override
    public Future<OperateSchemaResponse> operateSchema(OperateSchemaRequest request) {
        return StructureCalls.isChange(request)
                ? AuditLog.changing(
                        "OperateSchema " + request.getOp(),
                        answer -> StructureCalls.object(request),
                        () -> structure(request))
                : structure(request);
    }

    private Future<OperateSchemaResponse> structure(OperateSchemaRequest request) {
        return answered(
                "OperateSchema",
                () -> structures.carryOut(request).map(outcomes -> OperateSchemaResponse.newBuilder()
                        .setResult(true)
                        .addAllSources(common(outcomes))
                        .build()),
                line -> OperateSchemaResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<TransferSourceResponse> transferSource(TransferSourceRequest request) {
        return AuditLog.changing(
                "TransferSource",
                answer -> "source " + request.getSource() + " to worker " + request.getWorker(),
                () -> transfer(request));
    }

    private Future<TransferSourceResponse> transfer(TransferSourceRequest request) {
        return answered(
                "TransferSource",
                () -> master.transfers()
                        .transfer(request.getSource(), request.getWorker())
                        .map(moved -> TransferSourceResponse.newBuilder()
                                .setResult(true)
                                .build()),
                line -> TransferSourceResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<OfflineMemberResponse> offlineMember(OfflineMemberRequest request) {
        return AuditLog.changing(
                "OfflineMember",
                answer -> request.getType() + " " + request.getName(),
                () -> answered(
                        "OfflineMember",
                        () -> offline(request).map(gone -> OfflineMemberResponse.newBuilder()
                                .setResult(true)
                                .build()),
                        line -> OfflineMemberResponse.newBuilder().setMsg(line).build()));
    }

    private Future<Void> offline(OfflineMemberRequest request) {
        return switch (request.getType()) {
            case "worker" -> master.members().forgetWorker(request.getName());
            case "master" -> master.masters().forget(request.getName());
            default ->
                Future.failedFuture(new DmException(
                        MasterError.WRONG_MEMBER_TYPE,
                        "offline type should be master or worker, given " + request.getType()));
        };
    }

    @Override
    public Future<OperateLeaderResponse> operateLeader(OperateLeaderRequest request) {
        return AuditLog.changing(
                "OperateLeader",
                answer -> request.getOp().toString(),
                () -> answered(
                        "OperateLeader",
                        () -> operate(request.getOp()).map(done -> OperateLeaderResponse.newBuilder()
                                .setResult(true)
                                .build()),
                        line -> OperateLeaderResponse.newBuilder().setMsg(line).build()));
    }

    private Future<Void> operate(LeaderOp op) {
        return switch (op) {
            case EvictLeaderOp -> master.masters().evict();
            case CancelEvictLeaderOp -> master.masters().cancelEvict();
            default ->
                Future.failedFuture(
                        new DmException(MasterError.WRONG_OPERATION, "no such operation on the leader: " + op));
        };
    }

    @Override
    public Future<GetCfgResponse> getCfg(GetCfgRequest request) {
        return answered(
                "GetCfg",
                () -> configs.get(request).map(text -> GetCfgResponse.newBuilder()
                        .setResult(true)
                        .setCfg(text)
                        .build()),
                line -> GetCfgResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<EncryptResponse> encrypt(EncryptRequest request) {
        return answered(
                "Encrypt",
                () -> Future.succeededFuture(EncryptResponse.newBuilder()
                        .setResult(true)
                        .setCiphertext(master.passwords().encrypted(request.getPlaintext()))
                        .build()),
                line -> EncryptResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<GetMasterCfgResponse> getMasterCfg(GetMasterCfgRequest request) {
        return Future.succeededFuture(
                GetMasterCfgResponse.newBuilder().setCfg(configs.master()).build());
    }

    @Override
    public Future<GetSubTaskCfgResponse> getSubTaskCfg(GetSubTaskCfgRequest request) {
        return answered(
                "GetSubTaskCfg",
                () -> master.configs().subtasks(request.getName()).map(texts -> GetSubTaskCfgResponse.newBuilder()
                        .setResult(true)
                        .addAllCfgs(texts)
                        .build()),
                line -> GetSubTaskCfgResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<ListTaskConfigsResponse> listTaskConfigs(Empty request) {
        return answered(
                "ListTaskConfigs",
                () -> master.configs().taskFiles().map(texts -> ListTaskConfigsResponse.newBuilder()
                        .setResult(true)
                        .putAllTaskConfigs(texts)
                        .build()),
                line -> ListTaskConfigsResponse.newBuilder().setMsg(line).build());
    }

    @Override
    public Future<ListSourceConfigsResponse> listSourceConfigs(Empty request) {
        return answered(
                "ListSourceConfigs",
                () -> master.configs().sourceFiles().map(texts -> ListSourceConfigsResponse.newBuilder()
                        .setResult(true)
                        .putAllSourceConfigs(texts)
                        .build()),
                line -> ListSourceConfigsResponse.newBuilder().setMsg(line).build());
    }

    private static <M extends Message> Future<M> answered(
            String call, Supplier<Future<M>> use, Function<String, M> refusal) {
        return Future.succeededFuture()
                .compose(v -> use.get())
                .otherwise(e -> refusal.apply(Refusal.line(call, e, MasterError.INTERNAL)));
    }

    private Future<List<Outcome>> operate(OperateSourceRequest request) {
        return switch (request.getOp()) {
            case StartSource ->
                master.sources()
                        .start(
                                request.getConfigList(),
                                Optional.of(request.getWorkerName()).filter(w -> !w.isEmpty()));
            case UpdateSource -> master.sources().update(request.getConfigList());
            case StopSource -> master.sources().stop(request.getSourceIDList());
            case ShowSource -> master.sources().show(request.getSourceIDList());
            default -> Future.failedFuture(notSupported("OperateSource " + request.getOp()));
        };
    }

    private static Future<TaskService.Command> command(OperateTaskRequest request) {
        return switch (request.getOp()) {
            case Pause -> Future.succeededFuture(TaskService.Command.PAUSE);
            case Resume -> Future.succeededFuture(TaskService.Command.RESUME);
            case Delete -> Future.succeededFuture(TaskService.Command.DELETE);
            default ->
                Future.failedFuture(new DmException(
                        MasterError.WRONG_OPERATION,
                        "op " + request.getOp() + " not supported for task " + request.getName()));
        };
    }

    /** The sources by the answer; by the question where nothing became of it. */
    private static String named(OperateSourceRequest request, OperateSourceResponse answer) {
        List<String> answered = answer.getSourcesList().stream()
                .map(CommonWorkerResponse::getSource)
                .toList();
        return "source " + String.join(",", answered.isEmpty() ? request.getSourceIDList() : answered);
    }

    /** A text that is no task file has no name. */
    private static String named(String file, List<String> sources) {
        try {
            return task(TaskFile.parse("task", file).value().name(), sources);
        } catch (ConfigException e) {
            return task("", sources);
        }
    }

    static String task(String name, List<String> sources) {
        return "task " + name + (sources.isEmpty() ? "" : " of source " + String.join(",", sources));
    }

    private static DmException notSupported(String what) {
        return new DmException(ConfigError.NOT_SUPPORTED, what + " is not supported yet").withWorkaround("");
    }

    private static long shown(long asked) {
        return asked > 0 ? asked : DEFAULT_FINDINGS;
    }

    private static List<CommonWorkerResponse> common(List<Outcome> outcomes) {
        return outcomes.stream().map(MasterGrpc::common).toList();
    }

    private static CommonWorkerResponse common(Outcome outcome) {
        return CommonWorkerResponse.newBuilder()
                .setResult(outcome.result())
                .setMsg(outcome.msg())
                .setSource(outcome.source())
                .setWorker(outcome.worker())
                .build();
    }
}
