package io.dm4j.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.dm4j.api.Dmmaster;
import io.dm4j.api.Dmworker;
import io.dm4j.api.etcd.Etcd;
import io.dm4j.api.session.Session;
import io.dm4j.api.trust.TrustOuterClass;
import io.dm4j.config.NodeRole;
import io.vertx.core.http.HttpMethod;
import io.vertx.grpc.health.v1.HealthProto;
import io.vertx.grpc.reflection.v1.ServerReflectionProto;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may call what, written out for every call of every service: a new call fails here until somebody has thought about it. */
class PermissionsTest {
    private static final String TABLE =
            """
            /dm4j.v1.Trust/Reload                   admin master
            /dm4j.v1.Trust/Status                   admin master observer
            /dm4j.v1.WorkerSession/Open             worker
            /etcdserverpb.KV/Range                  admin
            /grpc.health.v1.Health/Check            admin observer
            /grpc.health.v1.Health/List             admin observer
            /grpc.health.v1.Health/Watch            admin observer
            /grpc.reflection.v1.ServerReflection/ServerReflectionInfo admin observer
            /pb.Master/CheckTask                    admin
            /pb.Master/Encrypt                      admin
            /pb.Master/GetCfg                       admin observer
            /pb.Master/GetMasterCfg                 admin master observer
            /pb.Master/GetSubTaskCfg                admin observer
            /pb.Master/GetValidationError           admin observer
            /pb.Master/GetValidationStatus          admin observer
            /pb.Master/HandleError                  admin
            /pb.Master/ListMember                   admin observer
            /pb.Master/ListSourceConfigs            admin
            /pb.Master/ListTaskConfigs              admin
            /pb.Master/OfflineMember                admin
            /pb.Master/OperateLeader                admin
            /pb.Master/OperateRelay                 admin
            /pb.Master/OperateSchema                admin
            /pb.Master/OperateSource                admin
            /pb.Master/OperateTask                  admin
            /pb.Master/OperateValidationError       admin
            /pb.Master/OperateWorkerRelayTask       admin
            /pb.Master/PurgeWorkerRelay             admin
            /pb.Master/QueryStatus                  admin observer
            /pb.Master/RegisterWorker               worker
            /pb.Master/ShowDDLLocks                 admin observer
            /pb.Master/StartTask                    admin
            /pb.Master/StartValidation              admin
            /pb.Master/StopValidation               admin
            /pb.Master/TransferSource               admin
            /pb.Master/UnlockDDLLock                admin
            /pb.Master/UpdateTask                   admin
            /pb.Master/UpdateValidation             admin
            /pb.Worker/CheckSubtasksCanUpdate       master
            /pb.Worker/GetValidatorError            admin master observer
            /pb.Worker/GetWorkerCfg                 admin master observer
            /pb.Worker/GetWorkerValidatorStatus     admin master observer
            /pb.Worker/HandleError                  master
            /pb.Worker/OperateSchema                master
            /pb.Worker/OperateV1Meta                master
            /pb.Worker/OperateValidatorError        master
            /pb.Worker/PurgeRelay                   master
            /pb.Worker/QueryStatus                  admin master observer
            /pb.Worker/UpdateValidator              master
            """;

    @Test
    void knowsEveryCallOfEveryService() {
        List<String> calls = Stream.of(
                        Dmmaster.getDescriptor(),
                        Dmworker.getDescriptor(),
                        Etcd.getDescriptor(),
                        HealthProto.getDescriptor(),
                        ServerReflectionProto.getDescriptor(),
                        Session.getDescriptor(),
                        TrustOuterClass.getDescriptor())
                .map(FileDescriptor::getServices)
                .flatMap(List::stream)
                .flatMap(service -> service.getMethods().stream())
                .map(method -> "/" + method.getService().getFullName() + "/" + method.getName())
                .map(PermissionsTest::line)
                .sorted()
                .toList();

        assertThat(calls).containsExactlyElementsOf(TABLE.lines().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "/status, admin observer",
        "/health, admin observer",
        "/metrics, admin observer",
        "/, admin",
        "/nowhere, admin",
        "/pb.Master/Unheard, admin",
        "/pb.master/QueryStatus, admin",
        "/status/, admin"
    })
    void leavesWhatItDoesNotKnowToAdmins(String path, String roles) {
        assertThat(roles(path)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource({"GET, admin observer", "POST, admin", "PUT, admin", "DELETE, admin", "PATCH, admin"})
    void restReadsByGetAndChangesByAllElse(String method, String roles) {
        Set<NodeRole> enough = Permissions.of(HttpMethod.valueOf(method), "/api/v1/tasks/t1");

        assertThat(enough.stream().map(NodeRole::toString).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /tasks, StartTask",
        "PUT, /tasks/t1, OperateTask",
        "GET, /tasks/t1, GetCfg",
        "GET, /status/t1, QueryStatus",
        "PUT, /sources, OperateSource",
        "GET, /members, ListMember",
        "DELETE, /members/worker/w1, OfflineMember",
        "PUT, /leader/1, OperateLeader",
        "PUT, /schema, OperateSchema",
        "GET, /subtasks/t1, GetSubTaskCfg",
        "PUT, /errors, HandleError"
    })
    void theGatewayAsksOfItsCallersWhatTheCallBehindItAsks(String method, String path, String call) {
        assertThat(Permissions.of(HttpMethod.valueOf(method), "/apis/v1alpha1" + path))
                .isEqualTo(Permissions.of(HttpMethod.POST, "/pb.Master/" + call));
    }

    @ParameterizedTest
    @CsvSource({
        "/pb.Master/StartTask, true",
        "/dm4j.v1.Trust/Reload, true",
        "/pb.Master/QueryStatus, false",
        "/dm4j.v1.WorkerSession/Open, false",
        "/metrics, false"
    })
    void tellsWhatWouldHaveChangedSomething(String path, boolean change) {
        assertThat(Permissions.isChange(Permissions.of(HttpMethod.POST, path))).isEqualTo(change);
    }

    private static String line(String path) {
        return String.format("%-39s %s", path, roles(path));
    }

    private static String roles(String path) {
        return Permissions.of(HttpMethod.POST, path).stream()
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
