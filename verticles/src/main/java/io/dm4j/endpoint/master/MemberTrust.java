package io.dm4j.endpoint.master;

import io.dm4j.api.trust.Node;
import io.dm4j.api.trust.NodeKind;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.client.WorkerClient;
import io.dm4j.config.Address;
import io.dm4j.endpoint.trust.Members;
import io.dm4j.error.DmException;
import io.dm4j.master.Master;
import io.dm4j.master.MasterError;
import io.dm4j.master.MasterService.MasterMember;
import io.dm4j.master.MemberService.WorkerMember;
import io.dm4j.master.MemberService.WorkerStage;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Asks the other masters and the workers about their trust, each on its own: one that does not answer does not spoil the others. */
public final class MemberTrust implements Members {
    /** What an answer without the workers says instead. */
    static final String NOBODY_LEADS =
            "no master leads now, so that the workers are not known: one is being elected, or less than a majority of the masters is up";

    private final Master master;
    private final String self;
    private final WorkerClient nodes;

    /** @param address failed with the reason if the node is not asked */
    private record Asked(String name, NodeKind kind, String shown, Future<Address> address) {
        Node node() {
            return Node.newBuilder()
                    .setName(name)
                    .setKind(kind)
                    .setAddress(shown)
                    .build();
        }
    }

    /** @param self name of this master, which answers for itself */
    public MemberTrust(Master master, String self, WorkerClient nodes) {
        this.master = master;
        this.self = self;
        this.nodes = nodes;
    }

    @Override
    public String missing() {
        return master.masters().leader().isPresent() ? "" : NOBODY_LEADS;
    }

    @Override
    public Future<List<NodeTrust>> trust(List<String> names) {
        TrustStatusRequest question =
                TrustStatusRequest.newBuilder().setOwn(true).build();
        return each(names, asked -> asked.address()
                .compose(at -> nodes.trust(at, question))
                .map(answer -> answer.getNodes(0))
                .otherwise(e -> NodeTrust.newBuilder()
                        .setNode(asked.node())
                        .setError(words(e))
                        .build()));
    }

    @Override
    public Future<List<NodeReload>> reload(List<String> names) {
        TrustReloadRequest question =
                TrustReloadRequest.newBuilder().setOwn(true).build();
        return each(names, asked -> asked.address()
                .compose(at -> nodes.reload(at, question))
                .map(answer -> answer.getNodes(0))
                .otherwise(e -> NodeReload.newBuilder()
                        .setNode(asked.node())
                        .setError(words(e))
                        .build()));
    }

    private <A> Future<List<A>> each(List<String> names, Function<Asked, Future<A>> question) {
        return workers()
                .map(workers -> Stream.concat(masters(), workers.stream().map(MemberTrust::asked))
                        .filter(member -> names.isEmpty() || names.contains(member.name()))
                        .map(question)
                        .toList())
                .compose(answers -> Future.join(answers).map(joined -> joined.<A>list()));
    }

    private Future<List<WorkerMember>> workers() {
        return missing().isEmpty() ? master.members().workers() : Future.succeededFuture(List.of());
    }

    private Stream<Asked> masters() {
        return master.masters().all().stream()
                .filter(other -> !other.name().equals(self))
                .map(MemberTrust::asked);
    }

    /** Also one that the group misses: why it cannot be reached is what the question is about. */
    private static Asked asked(MasterMember other) {
        return new Asked(
                other.name(),
                NodeKind.NODE_KIND_MASTER,
                other.address().map(Address::toString).orElse(""),
                other.address()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new DmException(
                                MasterError.MASTER_UNKNOWN,
                                "master " + other.name() + " has not said yet where it is reached"))));
    }

    /** One that has left is not waited for. */
    private static Asked asked(WorkerMember worker) {
        return new Asked(
                worker.name(),
                NodeKind.NODE_KIND_WORKER,
                worker.address().toString(),
                worker.stage() == WorkerStage.OFFLINE
                        ? Future.failedFuture(
                                new DmException(MasterError.WORKER_OFFLINE, "worker " + worker.name() + " is offline"))
                        : Future.succeededFuture(worker.address()));
    }

    private static String words(Throwable failure) {
        return DmException.from(failure, MasterError.INTERNAL).getMessage();
    }
}
