package io.dm4j.endpoint.rest;

import io.dm4j.master.Master;
import io.dm4j.master.MasterService;
import io.dm4j.master.MasterService.MasterMember;
import io.dm4j.master.MemberService;
import io.dm4j.master.MemberService.WorkerMember;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /cluster}. */
final class ClusterRoutes {
    private final MemberService members;
    private final MasterService masters;
    private final long clusterId;

    /** @param clusterId as DM's, a number */
    ClusterRoutes(Master master, long clusterId) {
        this.members = master.members();
        this.masters = master.masters();
        this.clusterId = clusterId;
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of(
                "DMAPIGetClusterInfo", call -> info(),
                "DMAPIGetClusterMasterList", call -> masters(),
                "DMAPIGetClusterWorkerList", call -> workers());
    }

    /** By operationId. */
    Map<String, Operation> changing() {
        return Map.of(
                "DMAPIUpdateClusterInfo", this::update,
                "DMAPIOfflineWorkerNode", this::offline,
                "DMAPIOfflineMasterNode", this::offlineMaster);
    }

    private Future<Answer> info() {
        return members.topology().map(this::info);
    }

    private Answer info(Optional<String> topology) {
        JsonObject info = new JsonObject().put("cluster_id", clusterId);
        topology.ifPresent(said -> info.put("topology", new JsonObject(said)));
        return Answer.of(info);
    }

    private Future<Answer> update(Call call) {
        return members.topology(call.body().encode()).compose(kept -> info());
    }

    private Future<Answer> masters() {
        return Future.succeededFuture(
                Answer.listed(masters.all().stream().map(ClusterRoutes::master).toList()));
    }

    /** The address is that for other masters, as in DM. */
    private static JsonObject master(MasterMember master) {
        return new JsonObject()
                .put("name", master.name())
                .put("alive", master.alive())
                .put("leader", master.leads())
                .put("addr", master.peerUrls().stream().findFirst().orElse(""));
    }

    private Future<Answer> workers() {
        return members.workers()
                .map(all ->
                        Answer.listed(all.stream().map(ClusterRoutes::worker).toList()));
    }

    private Future<Answer> offline(Call call) {
        return members.forgetWorker(call.path("worker_name")).map(gone -> Answer.deleted());
    }

    private Future<Answer> offlineMaster(Call call) {
        return masters.forget(call.path("master_name")).map(gone -> Answer.deleted());
    }

    private static JsonObject worker(WorkerMember worker) {
        return new JsonObject()
                .put("name", worker.name())
                .put("addr", worker.address().toString())
                .put("bound_stage", worker.stage().toString())
                .put("bound_source_name", String.join(",", worker.sources()))
                .put("labels", new JsonObject(new TreeMap<>(worker.labels().byName())));
    }
}
