package io.dm4j.client;

import io.dm4j.api.GetMasterCfgRequest;
import io.dm4j.api.GetMasterCfgResponse;
import io.dm4j.api.GetWorkerCfgRequest;
import io.dm4j.api.GetWorkerCfgResponse;
import io.dm4j.api.MasterGrpcClient;
import io.dm4j.api.QueryStatusRequest;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.api.WorkerGrpcClient;
import io.dm4j.api.trust.TrustGrpcClient;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.config.Address;
import io.vertx.core.Future;

/** What a master asks of its workers, and of the other masters. */
public final class WorkerClient {
    private final NodeChannel channel;

    public WorkerClient(NodeChannel channel) {
        this.channel = channel;
    }

    public Future<QueryStatusResponse> queryStatus(Address worker, QueryStatusRequest question) {
        return channel.call(worker, WorkerGrpcClient.QueryStatus, question);
    }

    public Future<GetWorkerCfgResponse> config(Address worker, GetWorkerCfgRequest question) {
        return channel.call(worker, WorkerGrpcClient.GetWorkerCfg, question);
    }

    /** How another master was started, by its own words. */
    public Future<GetMasterCfgResponse> masterConfig(Address master) {
        return channel.callOwn(master, MasterGrpcClient.GetMasterCfg, GetMasterCfgRequest.getDefaultInstance());
    }

    /** Of any node; a master answers for itself as well. */
    public Future<TrustStatusResponse> trust(Address node, TrustStatusRequest question) {
        return channel.callOwn(node, TrustGrpcClient.Status, question);
    }

    /** Of any node; a master answers for itself as well. */
    public Future<TrustReloadResponse> reload(Address node, TrustReloadRequest question) {
        return channel.callOwn(node, TrustGrpcClient.Reload, question);
    }
}
