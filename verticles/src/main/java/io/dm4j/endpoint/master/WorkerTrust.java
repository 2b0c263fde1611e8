package io.dm4j.endpoint.master;

import io.dm4j.api.trust.Node;
import io.dm4j.api.trust.NodeKind;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.client.WorkerClient;
import io.dm4j.endpoint.trust.Members;
import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.MemberService;
import io.dm4j.master.MemberService.WorkerMember;
import io.dm4j.master.MemberService.WorkerStage;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Asks the workers about their trust, each on its own: one that does not answer does not spoil the others. */
public final class WorkerTrust implements Members {
    private final MemberService members;
    private final WorkerClient workers;

    public WorkerTrust(MemberService members, WorkerClient workers) {
        this.members = members;
        this.workers = workers;
    }

    @Override
    public Future<List<NodeTrust>> trust(List<String> names) {
        TrustStatusRequest question =
                TrustStatusRequest.newBuilder().setOwn(true).build();
        return each(names, worker -> reached(worker)
                .compose(w -> workers.trust(w.address(), question))
                .map(answer -> answer.getNodes(0))
                .otherwise(e -> NodeTrust.newBuilder()
                        .setNode(node(worker))
                        .setError(words(e))
                        .build()));
    }

    @Override
    public Future<List<NodeReload>> reload(List<String> names) {
        TrustReloadRequest question =
                TrustReloadRequest.newBuilder().setOwn(true).build();
        return each(names, worker -> reached(worker)
                .compose(w -> workers.reload(w.address(), question))
                .map(answer -> answer.getNodes(0))
                .otherwise(e -> NodeReload.newBuilder()
                        .setNode(node(worker))
                        .setError(words(e))
                        .build()));
    }

    private <A> Future<List<A>> each(List<String> names, Function<WorkerMember, Future<A>> question) {
        return members.workers()
                .map(all -> all.stream()
                        .filter(worker -> names.isEmpty() || names.contains(worker.name()))
                        .map(question)
                        .toList())
                .compose(answers -> Future.join(answers).map(joined -> joined.<A>list()));
    }

    /** One that has left is not waited for. */
    private static Future<WorkerMember> reached(WorkerMember worker) {
        return worker.stage() == WorkerStage.OFFLINE
                ? Future.failedFuture(
                        new DmException(MasterError.WORKER_OFFLINE, "worker " + worker.name() + " is offline"))
                : Future.succeededFuture(worker);
    }

    private static Node node(WorkerMember worker) {
        return Node.newBuilder()
                .setName(worker.name())
                .setKind(NodeKind.NODE_KIND_WORKER)
                .setAddress(worker.address().toString())
                .build();
    }

    private static String words(Throwable failure) {
        return DmException.from(failure, MasterError.INTERNAL).getMessage();
    }
}
