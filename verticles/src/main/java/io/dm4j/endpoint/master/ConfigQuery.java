package io.dm4j.endpoint.master;

import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetMasterCfgResponse;
import io.dm4j.api.GetWorkerCfgRequest;
import io.dm4j.api.GetWorkerCfgResponse;
import io.dm4j.client.WorkerClient;
import io.dm4j.config.Address;
import io.dm4j.config.ConfigError;
import io.dm4j.config.ConfigText;
import io.dm4j.config.MasterConfig;
import io.dm4j.error.DmException;
import io.dm4j.master.ConfigService;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.MasterService;
import io.dm4j.master.MemberService;
import io.vertx.core.Future;

/** Configurations without their secrets: files as operators gave them, nodes as they were started; another node is asked for its own. */
public final class ConfigQuery {
    private final ConfigService files;
    private final MasterService masters;
    private final MemberService members;
    private final WorkerClient nodes;
    private final MasterConfig self;

    public ConfigQuery(Master master, WorkerClient nodes, MasterConfig self) {
        this.files = master.configs();
        this.masters = master.masters();
        this.members = master.members();
        this.nodes = nodes;
        this.self = self;
    }

    Future<String> get(GetCfgRequest request) {
        String name = request.getName();
        return switch (request.getType()) {
            case TaskType -> files.task(name);
            case SourceType -> files.source(name);
            case MasterType -> master(name);
            case WorkerType -> worker(name);
            default ->
                Future.failedFuture(new DmException(
                                ConfigError.NOT_SUPPORTED, "GetCfg " + request.getType() + " is not supported yet")
                        .withWorkaround(""));
        };
    }

    /** This master's own. */
    String master() {
        return ConfigText.of(self);
    }

    private Future<String> master(String name) {
        return name.equals(self.name())
                ? Future.succeededFuture(master())
                : masterAddress(name).compose(nodes::masterConfig).map(GetMasterCfgResponse::getCfg);
    }

    private Future<Address> masterAddress(String name) {
        return masters.all().stream()
                .filter(master -> master.name().equals(name))
                .findFirst()
                .map(master -> master.address()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> unknown("master " + name + " has not said yet where it is reached")))
                .orElseGet(() -> unknown("dm-master " + name + " not exists"));
    }

    private static Future<Address> unknown(String what) {
        return Future.failedFuture(new DmException(MasterError.MASTER_UNKNOWN, what));
    }

    private Future<String> worker(String name) {
        return address(name)
                .compose(address -> nodes.config(address, GetWorkerCfgRequest.getDefaultInstance()))
                .map(GetWorkerCfgResponse::getCfg);
    }

    private Future<Address> address(String name) {
        return members.workers().map(all -> all.stream()
                .filter(worker -> worker.name().equals(name))
                .map(MemberService.WorkerMember::address)
                .findFirst()
                .orElseThrow(() ->
                        new DmException(MasterError.WORKER_UNKNOWN, "dm-worker with name " + name + " not exists")));
    }
}
