package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.MasterFile;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.WorkerFile;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Leaf;
import io.dm4j.pki.PemFiles;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.grpc.reflection.v1.ServerReflectionResponse;
import io.vertx.grpc.reflection.v1.ServiceResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code grpc.reflection.v1} of nodes under mutual TLS with lists by role: who is told which services there are, and who is not. */
class ReflectionTest {
    private static final ServiceMethod<ServerReflectionResponse, ServerReflectionRequest> INFO = ServiceMethod.client(
            ServiceName.create("grpc.reflection.v1", "ServerReflection"),
            "ServerReflectionInfo",
            GrpcMessageEncoder.encoder(),
            GrpcMessageDecoder.decoder(ServerReflectionResponse.getDefaultInstance()));
    private static final ServerReflectionRequest SERVICES =
            ServerReflectionRequest.newBuilder().setListServices("*").build();

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("the nodes' CA");

    @TempDir
    private Path directory;

    private MasterVerticle master;

    @BeforeEach
    void open() throws Exception {
        JsonObject keys = secured("m1").put("master-addr", "127.0.0.1:0").put("grpc-reflection", true);
        master = new MasterVerticle(MasterFile.from(keys).value(), new TestCluster.NoChecks());
        await(vertx.deployVerticle(master));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void tellsWhoeverMayReadTheServicesOfAMasterAndTheirCalls() throws Exception {
        for (String name : List.of("ops", "probe")) {
            assertThat(services(name, master.address()))
                    .contains(
                            "pb.Master",
                            "dm4j.v1.Trust",
                            "dm4j.v1.WorkerSession",
                            "grpc.health.v1.Health",
                            "grpc.reflection.v1.ServerReflection")
                    .doesNotContain("pb.Worker");
        }
        ServerReflectionResponse file = ask(
                "ops",
                master.address(),
                ServerReflectionRequest.newBuilder()
                        .setFileContainingSymbol("pb.Master")
                        .build());

        ServiceDescriptorProto service = FileDescriptorProto.parseFrom(
                        file.getFileDescriptorResponse().getFileDescriptorProto(0))
                .getService(0);
        assertThat(service.getMethodList()).anyMatch(method -> method.getName().equals("StartTask"));
    }

    @Test
    void refusesWhoeverMayNotRead() {
        assertThatThrownBy(() -> services("w1", master.address())).hasMessageContaining("observer");
        assertThatThrownBy(() -> services("nobody", master.address())).hasMessageContaining("nobody");
    }

    @Test
    void isOnAWorkerOnlyIfItsConfigurationSaysSo() throws Exception {
        WorkerVerticle open = worker(secured("w1").put("grpc-reflection", true));
        WorkerVerticle silent = worker(secured("w2"));

        assertThat(services("ops", open.address())).contains("pb.Worker").doesNotContain("pb.Master");
        assertThatThrownBy(() -> services("ops", silent.address())).hasMessageContaining("48505");
    }

    private WorkerVerticle worker(JsonObject keys) throws Exception {
        keys.put("worker-addr", "127.0.0.1:0").put("join", master.address().toString());
        WorkerVerticle worker = new WorkerVerticle(WorkerFile.from(keys).value(), new FakeUnits());
        await(vertx.deployVerticle(worker));
        return worker;
    }

    private List<String> services(String caller, Address node) throws Exception {
        return ask(caller, node, SERVICES).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
    }

    private ServerReflectionResponse ask(String caller, Address node, ServerReflectionRequest question)
            throws Exception {
        PemFiles files = pem(caller);
        SecurityConfig security = SecurityConfig.files(
                files.ca().toString(), files.cert().toString(), files.key().toString());
        NodeChannel channel = NodeChannel.open(vertx, security, Duration.ofSeconds(20));
        try {
            return await(channel.call(node, INFO, question));
        } finally {
            await(channel.close());
        }
    }

    private PemFiles pem(String name) {
        return authority.issue(Leaf.named(name)).writeTo(directory.resolve(name));
    }

    private JsonObject secured(String name) {
        PemFiles files = pem(name);
        return new JsonObject()
                .put("name", name)
                .put("ssl-ca", files.ca().toString())
                .put("ssl-cert", files.cert().toString())
                .put("ssl-key", files.key().toString())
                .put(
                        "cert-allowed-cn",
                        new JsonObject()
                                .put("admin", new JsonArray().add("ops"))
                                .put("observer", new JsonArray().add("probe"))
                                .put("worker", new JsonArray().add("w1").add("w2"))
                                .put("master", new JsonArray().add("m1")));
    }
}
