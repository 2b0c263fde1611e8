package io.dm4j.endpoint.rest;

import io.dm4j.endpoint.master.MemberList;
import io.dm4j.master.MemberService;
import io.dm4j.master.MemberService.WorkerMember;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /cluster}. */
final class ClusterRoutes {
    private final MemberService members;
    private final MemberList.Self self;
    private final long clusterId;

    /** @param clusterId as DM's, a number */
    ClusterRoutes(MemberService members, MemberList.Self self, long clusterId) {
        this.members = members;
        this.self = self;
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
        return Map.of("DMAPIUpdateClusterInfo", this::update, "DMAPIOfflineWorkerNode", this::offline);
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

    /** The address is that for other masters, as in DM. */
    private Future<Answer> masters() {
        return Future.succeededFuture(Answer.listed(List.of(new JsonObject()
                .put("name", self.name())
                .put("alive", true)
                .put("leader", true)
                .put("addr", self.peerUrls().stream().findFirst().orElse("")))));
    }

    private Future<Answer> workers() {
        return members.workers()
                .map(all ->
                        Answer.listed(all.stream().map(ClusterRoutes::worker).toList()));
    }

    private Future<Answer> offline(Call call) {
        return members.forgetWorker(call.path("worker_name")).map(gone -> Answer.deleted());
    }

    private static JsonObject worker(WorkerMember worker) {
        return new JsonObject()
                .put("name", worker.name())
                .put("addr", worker.address().toString())
                .put("bound_stage", worker.stage().toString())
                .put("bound_source_name", String.join(",", worker.sources()));
    }
}
