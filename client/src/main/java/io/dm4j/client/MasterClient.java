package io.dm4j.client;

import com.google.protobuf.Empty;
import io.dm4j.api.CheckTaskRequest;
import io.dm4j.api.CheckTaskResponse;
import io.dm4j.api.EncryptRequest;
import io.dm4j.api.EncryptResponse;
import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetCfgResponse;
import io.dm4j.api.HandleErrorRequest;
import io.dm4j.api.HandleErrorResponse;
import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.ListSourceConfigsResponse;
import io.dm4j.api.ListTaskConfigsResponse;
import io.dm4j.api.MasterGrpcClient;
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
import io.dm4j.api.StartTaskRequest;
import io.dm4j.api.StartTaskResponse;
import io.dm4j.api.TransferSourceRequest;
import io.dm4j.api.TransferSourceResponse;
import io.dm4j.api.UpdateTaskRequest;
import io.dm4j.api.UpdateTaskResponse;
import io.dm4j.api.trust.TrustGrpcClient;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.grpc.common.ServiceMethod;
import java.util.List;

/**
 * What an operator asks of the masters. Addresses are tried in order; the next one only if nothing was sent to the one
 * before, so a request is never carried out twice.
 */
public final class MasterClient {
    private final NodeChannel channel;
    private final List<Address> masters;

    public MasterClient(NodeChannel channel, List<Address> masters) {
        this.channel = channel;
        this.masters = List.copyOf(masters);
    }

    public Future<OperateSourceResponse> operateSource(OperateSourceRequest question) {
        return ask(MasterGrpcClient.OperateSource, question);
    }

    public Future<StartTaskResponse> startTask(StartTaskRequest question) {
        return ask(MasterGrpcClient.StartTask, question);
    }

    public Future<EncryptResponse> encrypt(EncryptRequest question) {
        return ask(MasterGrpcClient.Encrypt, question);
    }

    public Future<UpdateTaskResponse> updateTask(UpdateTaskRequest question) {
        return ask(MasterGrpcClient.UpdateTask, question);
    }

    public Future<OperateTaskResponse> operateTask(OperateTaskRequest question) {
        return ask(MasterGrpcClient.OperateTask, question);
    }

    public Future<QueryStatusListResponse> queryStatus(QueryStatusListRequest question) {
        return ask(MasterGrpcClient.QueryStatus, question);
    }

    public Future<CheckTaskResponse> checkTask(CheckTaskRequest question) {
        return ask(MasterGrpcClient.CheckTask, question);
    }

    public Future<HandleErrorResponse> handleError(HandleErrorRequest question) {
        return ask(MasterGrpcClient.HandleError, question);
    }

    public Future<ListMemberResponse> listMember(ListMemberRequest question) {
        return ask(MasterGrpcClient.ListMember, question);
    }

    public Future<OfflineMemberResponse> offlineMember(OfflineMemberRequest question) {
        return ask(MasterGrpcClient.OfflineMember, question);
    }

    public Future<OperateLeaderResponse> operateLeader(OperateLeaderRequest question) {
        return ask(MasterGrpcClient.OperateLeader, question);
    }

    public Future<OperateSchemaResponse> operateSchema(OperateSchemaRequest question) {
        return ask(MasterGrpcClient.OperateSchema, question);
    }

    public Future<TransferSourceResponse> transferSource(TransferSourceRequest question) {
        return ask(MasterGrpcClient.TransferSource, question);
    }

    public Future<GetCfgResponse> getCfg(GetCfgRequest question) {
        return ask(MasterGrpcClient.GetCfg, question);
    }

    /** All task files, to be given again; asks for the role admin. */
    public Future<ListTaskConfigsResponse> listTaskConfigs() {
        return ask(MasterGrpcClient.ListTaskConfigs, Empty.getDefaultInstance());
    }

    /** All source files, to be given again; asks for the role admin. */
    public Future<ListSourceConfigsResponse> listSourceConfigs() {
        return ask(MasterGrpcClient.ListSourceConfigs, Empty.getDefaultInstance());
    }

    /** What TLS stands on, of the master and all its members. */
    public Future<TrustStatusResponse> trust(TrustStatusRequest question) {
        return ask(TrustGrpcClient.Status, question);
    }

    /** Has the master and all its members look at their files now. */
    public Future<TrustReloadResponse> reload(TrustReloadRequest question) {
        return ask(TrustGrpcClient.Reload, question);
    }

    private <Q, A> Future<A> ask(ServiceMethod<A, Q> method, Q question) {
        return ask(0, method, question);
    }

    private <Q, A> Future<A> ask(int index, ServiceMethod<A, Q> method, Q question) {
        Future<A> answer = channel.call(masters.get(index), method, question);
        return index + 1 == masters.size()
                ? answer
                : answer.recover(failure -> next(failure, index + 1, method, question));
    }

    private <Q, A> Future<A> next(Throwable failure, int index, ServiceMethod<A, Q> method, Q question) {
        return cannotConnect(failure)
                ? ask(index, method, question).recover(later -> Future.failedFuture(both(failure, later)))
                : Future.failedFuture(failure);
    }

    private static Throwable both(Throwable first, Throwable later) {
        return cannotConnect(later)
                ? new DmException(
                        NodeError.CANNOT_CONNECT, ((DmException) first).what() + "; " + ((DmException) later).what())
                : later;
    }

    private static boolean cannotConnect(Throwable failure) {
        return failure instanceof DmException coded && coded.code() == NodeError.CANNOT_CONNECT;
    }
}
