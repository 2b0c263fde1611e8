package io.dm4j.endpoint.master;

import io.dm4j.api.GetCfgRequest;
import io.dm4j.api.GetWorkerCfgRequest;
import io.dm4j.api.GetWorkerCfgResponse;
import io.dm4j.client.WorkerClient;
import io.dm4j.config.Address;
import io.dm4j.config.ConfigError;
import io.dm4j.config.ConfigText;
import io.dm4j.config.MasterConfig;
import io.dm4j.error.DmException;
import io.dm4j.master.ConfigService;
import io.dm4j.master.MasterError;
import io.dm4j.master.MemberService;
import io.vertx.core.Future;

/** Configurations without their secrets: files as operators gave them, nodes as they were started; a worker is asked for its own. */
public final class ConfigQuery {
    private final ConfigService files;
    private final MemberService members;
    private final WorkerClient workers;
    private final MasterConfig self;

    public ConfigQuery(ConfigService files, MemberService members, WorkerClient workers, MasterConfig self) {
        this.files = files;
        this.members = members;
        this.workers = workers;
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
                : Future.failedFuture(new DmException(MasterError.MASTER_UNKNOWN, "dm-master " + name + " not exists"));
    }

    private Future<String> worker(String name) {
        return address(name)
                .compose(address -> workers.config(address, GetWorkerCfgRequest.getDefaultInstance()))
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
