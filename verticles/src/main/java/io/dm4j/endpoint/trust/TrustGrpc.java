package io.dm4j.endpoint.trust;

import io.dm4j.api.trust.Node;
import io.dm4j.api.trust.NodeKind;
import io.dm4j.api.trust.NodeReload;
import io.dm4j.api.trust.NodeTrust;
import io.dm4j.api.trust.TrustGrpcService;
import io.dm4j.api.trust.TrustReloadRequest;
import io.dm4j.api.trust.TrustReloadResponse;
import io.dm4j.api.trust.TrustService;
import io.dm4j.api.trust.TrustStatusRequest;
import io.dm4j.api.trust.TrustStatusResponse;
import io.dm4j.config.Address;
import io.dm4j.endpoint.AuditLog;
import io.dm4j.endpoint.Guard;
import io.vertx.core.Future;
import io.vertx.grpc.server.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code dm4j.v1.Trust}: what this node's TLS stands on, and that of the members it answers for. */
public final class TrustGrpc extends TrustService {
    private final Self self;
    private final Guard guard;
    private final Members members;

    /**
     * This node.
     *
     * @param address where others reach it, known once it listens
     */
    public record Self(Kind kind, String name, Supplier<Address> address) {
        Node node() {
            NodeKind number = kind == Kind.MASTER ? NodeKind.NODE_KIND_MASTER : NodeKind.NODE_KIND_WORKER;
            return Node.newBuilder()
                    .setName(name)
                    .setKind(number)
                    .setAddress(address.get().toString())
                    .build();
        }
    }

    /** What a node is. */
    public enum Kind {
        MASTER,
        WORKER
    }

    public TrustGrpc(Self self, Guard guard, Members members) {
        this.self = self;
        this.guard = guard;
        this.members = members;
    }

    /** To mount on the port. */
    public Service service() {
        return TrustGrpcService.of(this);
    }

    @Override
    public Future<TrustStatusResponse> status(TrustStatusRequest request) {
        List<String> names = request.getNamesList();
        List<NodeTrust> own = isAsked(names) ? List.of(TrustMessages.node(self.node(), guard)) : List.of();
        Members asked = request.getOwn() ? Members.NONE : members;
        String missing = asked.missing();
        return asked.trust(names).map(others -> TrustStatusResponse.newBuilder()
                .setMsg(missing.isEmpty() ? asked.missing() : missing)
                .addAllNodes(own)
                .addAllNodes(others)
                .build());
    }

    @Override
    public Future<TrustReloadResponse> reload(TrustReloadRequest request) {
        return AuditLog.changing("Reload", TrustGrpc::named, () -> reloadAll(request));
    }

    private Future<TrustReloadResponse> reloadAll(TrustReloadRequest request) {
        List<String> names = request.getNamesList();
        Members asked = request.getOwn() ? Members.NONE : members;
        String missing = asked.missing();
        Future<List<NodeReload>> others = asked.reload(names);
        Future<List<NodeReload>> own = isAsked(names) ? reloadOwn() : Future.succeededFuture(List.of());
        return Future.all(own, others).map(both -> TrustReloadResponse.newBuilder()
                .setMsg(missing.isEmpty() ? asked.missing() : missing)
                .addAllNodes(own.result())
                .addAllNodes(others.result())
                .build());
    }

    private Future<List<NodeReload>> reloadOwn() {
        return guard.reload().map(reloads -> List.of(TrustMessages.reload(self.node(), reloads)));
    }

    private boolean isAsked(List<String> names) {
        return names.isEmpty() || names.contains(self.name());
    }

    private static String named(TrustReloadResponse answer) {
        List<String> names = new ArrayList<>();
        answer.getNodesList().forEach(node -> names.add(node.getNode().getName()));
        return "TLS files and configuration of " + String.join(",", names);
    }
}
