package io.dm4j.endpoint;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.dm4j.config.NodeRole;
import io.vertx.core.http.HttpMethod;
import io.vertx.grpc.server.Service;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a caller must be: for each call and route of a node's port the roles of which one is enough. What is not named here is for
 * admins, so that nothing is open by omission.
 */
final class Permissions {
    private static final Set<NodeRole> CHANGE = EnumSet.of(NodeRole.ADMIN);
    private static final Set<NodeRole> READ = EnumSet.of(NodeRole.ADMIN, NodeRole.OBSERVER);
    private static final Set<NodeRole> SESSION = EnumSet.of(NodeRole.WORKER);
    private static final Set<NodeRole> ORDER = EnumSet.of(NodeRole.MASTER);
    private static final Set<NodeRole> ENTER = EnumSet.of(NodeRole.MASTER);
    private static final Set<NodeRole> READ_A_NODE = EnumSet.of(NodeRole.MASTER, NodeRole.ADMIN, NodeRole.OBSERVER);
    private static final Set<NodeRole> CHANGE_OR_PASS_ON = EnumSet.of(NodeRole.MASTER, NodeRole.ADMIN);
    private static final List<String> REST = List.of("/api/v1/", "/apis/v1alpha1/");
    private static final Map<String, Set<NodeRole>> BY_PATH = new LinkedHashMap<>();

    static {
        grant(READ, "/status", "/health", "/metrics");
        grant(READ, "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/List", "/grpc.health.v1.Health/Watch");
        // a stream, but of questions only
        grant(READ, "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo");
        grant(
                READ,
                "/pb.Master/QueryStatus",
                "/pb.Master/ShowDDLLocks",
                "/pb.Master/ListMember",
                "/pb.Master/GetSubTaskCfg",
                "/pb.Master/GetCfg",
                "/pb.Master/GetValidationStatus",
                "/pb.Master/GetValidationError");
        // changes nothing, but private keys that came with the files are in these answers
        grant(CHANGE, "/pb.Master/ListTaskConfigs", "/pb.Master/ListSourceConfigs", "/etcdserverpb.KV/Range");
        grant(
                CHANGE,
                "/pb.Master/StartTask",
                "/pb.Master/OperateTask",
                "/pb.Master/UpdateTask",
                "/pb.Master/UnlockDDLLock",
                "/pb.Master/OperateWorkerRelayTask",
                "/pb.Master/PurgeWorkerRelay",
                "/pb.Master/CheckTask",
                "/pb.Master/OperateSource",
                "/pb.Master/OfflineMember",
                "/pb.Master/OperateLeader",
                "/pb.Master/OperateSchema",
                "/pb.Master/HandleError",
                "/pb.Master/TransferSource",
                "/pb.Master/OperateRelay",
                "/pb.Master/StartValidation",
                "/pb.Master/StopValidation",
                "/pb.Master/OperateValidationError",
                "/pb.Master/UpdateValidation",
                "/pb.Master/Encrypt");
        grant(SESSION, "/pb.Master/RegisterWorker", "/dm4j.v1.WorkerSession/Open");
        grant(
                READ_A_NODE,
                "/pb.Worker/QueryStatus",
                "/pb.Worker/GetWorkerCfg",
                "/pb.Worker/GetWorkerValidatorStatus",
                "/pb.Worker/GetValidatorError",
                "/pb.Master/GetMasterCfg",
                "/dm4j.v1.Trust/Status");
        grant(
                ORDER,
                "/pb.Worker/PurgeRelay",
                "/pb.Worker/OperateSchema",
                "/pb.Worker/OperateV1Meta",
                "/pb.Worker/HandleError",
                "/pb.Worker/CheckSubtasksCanUpdate",
                "/pb.Worker/OperateValidatorError",
                "/pb.Worker/UpdateValidator");
        grant(ENTER, "/dm4j.v1.Masters/Describe", "/dm4j.v1.Masters/Admit");
        grant(CHANGE_OR_PASS_ON, "/dm4j.v1.Trust/Reload");
    }

    private Permissions() {}

    private static void grant(Set<NodeRole> roles, String... paths) {
        Arrays.stream(paths).forEach(path -> BY_PATH.put(path, roles));
    }

    /** The roles of which a caller of this path needs one. Under {@code /api/v1} and {@code /apis/v1alpha1} a GET reads and all else changes. */
    static Set<NodeRole> of(HttpMethod method, String path) {
        if (REST.stream().anyMatch(path::startsWith)) {
            return method.equals(HttpMethod.GET) ? READ : CHANGE;
        }
        return BY_PATH.getOrDefault(path, CHANGE);
    }

    /** Whether a call that is refused is worth a line of the audit: it would have changed something. */
    static boolean isChange(Set<NodeRole> roles) {
        return roles.contains(NodeRole.ADMIN) && !roles.contains(NodeRole.OBSERVER);
    }

    /** IllegalStateException if nobody has thought about one of the service's calls. */
    static void requireAll(Service service) {
        for (MethodDescriptor method : service.descriptor().getMethods()) {
            String path = "/" + method.getService().getFullName() + "/" + method.getName();
            if (!BY_PATH.containsKey(path)) {
                throw new IllegalStateException(path + " has no entry in Permissions");
            }
        }
    }
}
