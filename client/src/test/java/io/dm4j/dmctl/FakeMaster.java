package io.dm4j.dmctl;

import com.google.protobuf.Empty;
import io.dm4j.api.CheckTaskRequest;
import io.dm4j.api.CheckTaskResponse;
import io.dm4j.api.CommonWorkerResponse;
import io.dm4j.api.ErrorOp;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetCfgResponse;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.api.HandleErrorResponse;
import io.dm4j.api.ListLeaderMember;
import io.dm4j.api.ListMasterMember;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.ListSourceConfigsResponse;
import io.dm4j.api.ListTaskConfigsResponse;
import io.dm4j.api.ListWorkerMember;
import io.dm4j.api.MasterGrpcService;
import io.dm4j.api.MasterInfo;
import io.dm4j.api.MasterService;
import io.dm4j.api.Members;
import io.dm4j.api.OfflineMemberRequest;
import io.dm4j.api.OfflineMemberResponse;
import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.api.OperateSchemaResponse;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.OperateTaskRequest;
import io.dm4j.api.OperateTaskResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.QueryStatusListResponse;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.SchemaOp;
import io.dm4j.api.SourceOp;
import io.dm4j.api.SourceStatus;
import io.dm4j.api.Stage;
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.SubTaskStatus;
import io.dm4j.api.TaskOp;
import io.dm4j.api.TransferSourceRequest;
import io.dm4j.api.TransferSourceResponse;
import io.dm4j.api.UpdateTaskRequest;
import io.dm4j.api.UpdateTaskResponse;
import io.dm4j.api.WorkerInfo;
import io.dm4j.api.trust.TrustGrpcService;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A master of pb.Master that keeps sources and tasks in memory and has one worker, {@code worker-1}, for every source. */
final class FakeMaster extends MasterService {
    static final String WORKER = "worker-1";

    private final Map<String, String> sources = new TreeMap<>();
    private final Map<String, SubTaskStatus.Builder> tasks = new TreeMap<>();
    private final Map<String, String> taskFiles = new TreeMap<>();
    private final List<Object> questions = new ArrayList<>();
    private final FakeTrust trust = new FakeTrust();
    private String checkText = "pre-check is passed. ";
    private Optional<StatusException> refusal = Optional.empty();

    GrpcServer grpc(Vertx vertx) {
        return GrpcServer.server(vertx).addService(MasterGrpcService.of(this)).addService(TrustGrpcService.of(trust));
    }

    FakeTrust trust() {
        return trust;
    }

    /** Everything it was asked, in order. */
    synchronized List<Object> questions() {
        return List.copyOf(questions);
    }

    synchronized void letNobodyIn(StatusException status) {
        refusal = Optional.of(status);
    }

    synchronized void checkSays(String text) {
        checkText = text;
    }

    synchronized void subtask(String task, UnaryOperator<SubTaskStatus.Builder> change) {
        tasks.put(
                task,
                change.apply(tasks.getOrDefault(task, SubTaskStatus.newBuilder().setName(task))));
    }

    synchronized void source(String id) {
        sources.put(id, "source-id: " + id + "\n");
    }

    @Override
    protected synchronized void operateSource(
            OperateSourceRequest question, Completable<OperateSourceResponse> answer) {
        List<String> names = question.getConfigCount() > 0 ? files(question) : named(question);
        OperateSourceResponse.Builder response =
                OperateSourceResponse.newBuilder().setResult(true);
        for (String name : names) {
            if (sources.containsKey(name)) {
                response.addSources(good(name));
            } else {
                response.setResult(false).setMsg("source " + name + " does not exist");
            }
        }
        if (question.getOp() == SourceOp.StopSource) {
            sources.keySet().removeAll(names);
        }
        reply(question, response.build(), answer);
    }

    private List<String> files(OperateSourceRequest question) {
        List<String> names = new ArrayList<>();
        for (String text : question.getConfigList()) {
            String name = SourceFile.parse("request", text).value().sourceId();
            sources.put(name, text);
            names.add(name);
        }
        return names;
    }

    private List<String> named(OperateSourceRequest question) {
        return question.getSourceIDCount() == 0 ? List.copyOf(sources.keySet()) : question.getSourceIDList();
    }

    @Override
    protected synchronized void checkTask(CheckTaskRequest question, Completable<CheckTaskResponse> answer) {
        boolean passes = !checkText.contains("code=26005");
        reply(
                question,
                CheckTaskResponse.newBuilder()
                        .setResult(passes)
                        .setMsg(checkText)
                        .build(),
                answer);
    }

    @Override
    protected synchronized void updateTask(UpdateTaskRequest question, Completable<UpdateTaskResponse> answer) {
        TaskConfig config = TaskFile.parse("request", question.getTask()).value();
        UpdateTaskResponse.Builder response = UpdateTaskResponse.newBuilder();
        if (taskFiles.replace(config.name(), question.getTask()) == null) {
            response.setMsg("task " + config.name() + " does not exist");
        } else {
            response.setResult(true).setCheckResult(checkText);
            config.sources().forEach(source -> response.addSources(good(source)));
        }
        reply(question, response.build(), answer);
    }

    @Override
    protected synchronized void startTask(StartTaskRequest question, Completable<StartTaskResponse> answer) {
        TaskConfig config = TaskFile.parse("request", question.getTask()).value();
        StartTaskResponse.Builder response = StartTaskResponse.newBuilder();
        if (taskFiles.containsKey(config.name())) {
            response.setMsg("task " + config.name() + " already exists");
        } else {
            taskFiles.put(config.name(), question.getTask());
            subtask(config.name(), subtask -> subtask.setStage(Stage.Running));
            response.setResult(true).setCheckResult(checkText);
            config.sources().forEach(source -> response.addSources(good(source)));
        }
        reply(question, response.build(), answer);
    }

    @Override
    protected synchronized void operateTask(OperateTaskRequest question, Completable<OperateTaskResponse> answer) {
        OperateTaskResponse.Builder response = OperateTaskResponse.newBuilder().setOp(question.getOp());
        if (!tasks.containsKey(question.getName())) {
            response.setMsg("task " + question.getName() + " does not exist");
        } else {
            operate(question.getName(), question.getOp());
            response.setResult(true);
            sources.keySet().forEach(source -> response.addSources(good(source)));
        }
        reply(question, response.build(), answer);
    }

    private void operate(String task, TaskOp op) {
        switch (op) {
            case Pause -> subtask(task, subtask -> subtask.setStage(Stage.Paused));
            case Resume -> subtask(task, subtask -> subtask.setStage(Stage.Running));
            default -> tasks.remove(task);
        }
    }

    /** A task it does not know is refused, and so is a source without a statement that stops it, {@code mysql-02}. */
    @Override
    protected synchronized void handleError(HandleErrorRequest question, Completable<HandleErrorResponse> answer) {
        HandleErrorResponse.Builder response = HandleErrorResponse.newBuilder();
        if (!tasks.containsKey(question.getTask())) {
            response.setMsg("task " + question.getTask() + " has no source or not exist");
        } else {
            response.setResult(true);
            sources.keySet().forEach(source -> response.addSources(handled(source, question)));
        }
        reply(question, response.build(), answer);
    }

    private static CommonWorkerResponse handled(String source, HandleErrorRequest question) {
        if (question.getOp() == ErrorOp.List) {
            String pending = source.equals("mysql-02")
                    ? "[]"
                    : "[{\"op\":1,\"task\":\"t1\",\"binlogPos\":\"bin.000001:4\"},{\"op\":2,\"task\":\"t1\","
                            + "\"binlogPos\":\"bin.000001:9\",\"sqls\":[\"DROP TABLE s.t\",\"DROP TABLE s.u\"]}]";
            return good(source).toBuilder().setMsg(pending).build();
        }
        return source.equals("mysql-02")
                ? good(source).toBuilder()
                        .setResult(false)
                        .setMsg("no statement stops task t1")
                        .build()
                : good(source);
    }

    @Override
    protected synchronized void queryStatus(
            QueryStatusListRequest question, Completable<QueryStatusListResponse> answer) {
        QueryStatusListResponse.Builder response =
                QueryStatusListResponse.newBuilder().setResult(true);
        if (!question.getName().isEmpty() && !tasks.containsKey(question.getName())) {
            response.setResult(false).setMsg("task " + question.getName() + " has no source or not exist");
        } else {
            sources.keySet().forEach(source -> response.addSources(status(source, question.getName())));
        }
        reply(question, response.build(), answer);
    }

    private QueryStatusResponse status(String source, String task) {
        QueryStatusResponse.Builder status = QueryStatusResponse.newBuilder().setResult(true);
        status.setSourceStatus(SourceStatus.newBuilder().setSource(source).setWorker(WORKER));
        tasks.values().stream()
                .filter(each -> task.isEmpty() || task.equals(each.getName()))
                .forEach(each -> status.addSubTaskStatus(each.clone()));
        return status.build();
    }

    @Override
    protected synchronized void listMember(ListMemberRequest question, Completable<ListMemberResponse> answer) {
        boolean all = !question.getLeader() && !question.getMaster() && !question.getWorker();
        ListMemberResponse.Builder response = ListMemberResponse.newBuilder().setResult(true);
        if (all || question.getLeader()) {
            response.addMembers(Members.newBuilder()
                    .setLeader(ListLeaderMember.newBuilder().setName("master-1").setAddr("127.0.0.1:8261")));
        }
        if (all || question.getMaster()) {
            response.addMembers(Members.newBuilder()
                    .setMaster(ListMasterMember.newBuilder()
                            .addMasters(MasterInfo.newBuilder()
                                    .setName("master-1")
                                    .setMemberID(-1L)
                                    .setAlive(true)
                                    .addPeerURLs("https://127.0.0.1:8291")
                                    .addClientURLs("https://127.0.0.1:8261"))));
        }
        if (all || question.getWorker()) {
            response.addMembers(Members.newBuilder()
                    .setWorker(ListWorkerMember.newBuilder()
                            .addWorkers(WorkerInfo.newBuilder()
                                    .setName(WORKER)
                                    .setAddr("127.0.0.1:8262")
                                    .setStage("bound")
                                    .setSource("mysql-01"))));
        }
        reply(question, response.build(), answer);
    }

    @Override
    protected synchronized void getCfg(GetCfgRequest question, Completable<GetCfgResponse> answer) {
        String text =
                switch (question.getType()) {
                    case TaskType -> taskFiles.get(question.getName());
                    case SourceType -> sources.get(question.getName());
                    default -> null;
                };
        GetCfgResponse response = text == null
                ? GetCfgResponse.newBuilder()
                        .setMsg(question.getName() + " not found")
                        .build()
                : GetCfgResponse.newBuilder().setResult(true).setCfg(text).build();
        reply(question, response, answer);
    }

    /** Keeps the same structure of every table. */
    @Override
    protected synchronized void operateSchema(
            OperateSchemaRequest question, Completable<OperateSchemaResponse> answer) {
        OperateSchemaResponse.Builder response =
                OperateSchemaResponse.newBuilder().setResult(true);
        List<String> asked =
                question.getSourcesCount() == 0 ? List.copyOf(sources.keySet()) : question.getSourcesList();
        for (String name : asked) {
            CommonWorkerResponse.Builder one = good(name).toBuilder();
            if (!tasks.containsKey(question.getTask())) {
                one.setResult(false).setMsg("task " + question.getTask() + " is not paused on source " + name);
            } else if (question.getOp() == SchemaOp.GetSchema) {
                one.setMsg(
                        "CREATE TABLE `" + question.getDatabase() + "`.`" + question.getTable() + "` (\n  `id` int\n)");
            }
            response.addSources(one);
        }
        reply(question, response.build(), answer);
    }

    /** Its only worker has all there is. */
    @Override
    protected synchronized void transferSource(
            TransferSourceRequest question, Completable<TransferSourceResponse> answer) {
        TransferSourceResponse.Builder response = TransferSourceResponse.newBuilder();
        boolean good = sources.containsKey(question.getSource()) && WORKER.equals(question.getWorker());
        reply(
                question,
                good
                        ? response.setResult(true).build()
                        : response.setMsg("worker " + question.getWorker() + " cannot take source "
                                        + question.getSource() + ": it is offline")
                                .build(),
                answer);
    }

    /** Its only worker is online. */
    @Override
    protected synchronized void offlineMember(
            OfflineMemberRequest question, Completable<OfflineMemberResponse> answer) {
        OfflineMemberResponse.Builder response = OfflineMemberResponse.newBuilder();
        reply(
                question,
                WORKER.equals(question.getName())
                        ? response.setMsg("dm-worker with name " + WORKER + " is still online")
                                .build()
                        : response.setResult(true).build(),
                answer);
    }

    @Override
    protected synchronized void listTaskConfigs(Empty question, Completable<ListTaskConfigsResponse> answer) {
        reply(
                question,
                ListTaskConfigsResponse.newBuilder()
                        .setResult(true)
                        .putAllTaskConfigs(taskFiles)
                        .build(),
                answer);
    }

    @Override
    protected synchronized void listSourceConfigs(Empty question, Completable<ListSourceConfigsResponse> answer) {
        reply(
                question,
                ListSourceConfigsResponse.newBuilder()
                        .setResult(true)
                        .putAllSourceConfigs(sources)
                        .build(),
                answer);
    }

    private <A> void reply(Object question, A response, Completable<A> answer) {
        questions.add(question);
        refusal.<Future<A>>map(Future::failedFuture)
                .orElse(Future.succeededFuture(response))
                .onComplete(answer);
    }

    private static CommonWorkerResponse good(String source) {
        return CommonWorkerResponse.newBuilder()
                .setResult(true)
                .setSource(source)
                .setWorker(WORKER)
                .build();
    }
}
