package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.QueryStatusResponse;
import io.dm4j.it.process.Await;
import io.dm4j.pki.CertificateAuthority;
import io.dm4j.pki.Issued;
import io.dm4j.pki.Leaf;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets into the ports of a master and a worker, by HTTP/1.1, HTTP/2 and gRPC. */
class PortsTest {
    private static final List<String> PATHS = List.of("/status", "/health", "/metrics");
    private static final List<String> LISTED = List.of("monitor", "dm", "second monitor");
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("cluster CA");
    private static final byte TLS_ALERT = 21;

    private static House house;

    /** A port, and the call of its gRPC service that changes nothing. */
    enum Node {
        MASTER("pb.Master/ListMember") {
            @Override
            int port() {
                return house.masterPort();
            }

            @Override
            boolean answers(byte[] message) throws InvalidProtocolBufferException {
                return ListMemberResponse.parseFrom(message).getResult();
            }
        },
        WORKER("pb.Worker/QueryStatus") {
            @Override
            int port() {
                return house.workerPort();
            }

            @Override
            boolean answers(byte[] message) throws InvalidProtocolBufferException {
                // DM's answer of a worker without a source.
                return !QueryStatusResponse.parseFrom(message).getMsg().isEmpty();
            }
        };

        private final String call;

        Node(String call) {
            this.call = call;
        }

        abstract int port();

        abstract boolean answers(byte[] message) throws InvalidProtocolBufferException;
    }

    @BeforeAll
    static void open(@TempDir Path directory) {
        house = House.open(issue("dm").writeTo(directory), "monitor", "dm", " second monitor ");
        Await.until(Duration.ofSeconds(30), "the worker has joined", PortsTest::workerIsReady);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyListedNameGetsInByHttp(Node node) throws IOException {
        for (String name : LISTED) {
            Caller caller = as(name);
            for (Version version : Version.values()) {
                for (String path : PATHS) {
                    HttpResponse<String> answer = caller.get(node.port(), version, path);

                    assertThat(answer.statusCode())
                            .as(name + path + answer.body())
                            .isEqualTo(200);
                    assertThat(answer.body()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyListedNameGetsInByGrpc(Node node) throws IOException {
        for (String name : LISTED) {
            HttpResponse<byte[]> answer = as(name).grpc(node.port(), node.call);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("grpc-status").orElse("0")).isEqualTo("0");
            assertThat(node.answers(Caller.message(answer))).as(name).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProbeAsksForHealthByGrpc(Node node) {
        Await.until(Duration.ofSeconds(30), "it serves", () -> isServing(node));
    }

    private static boolean isServing(Node node) {
        try {
            HttpResponse<byte[]> answer = as("monitor").grpc(node.port(), "grpc.health.v1.Health/Check");
            return HealthCheckResponse.parseFrom(Caller.message(answer)).getStatus()
                    == HealthCheckResponse.ServingStatus.SERVING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsNotListedIsForbiddenByHttp(Node node) throws IOException {
        for (String name : List.of("stranger", "DM", "dm2", "monitor,dm")) {
            for (Version version : Version.values()) {
                for (String path :
                        Stream.concat(PATHS.stream(), Stream.of("/nowhere")).toList()) {
                    HttpResponse<String> answer = as(name).get(node.port(), version, path);

                    JsonObject body = new JsonObject(answer.body());
                    assertThat(answer.statusCode()).as(name + path).isEqualTo(403);
                    assertThat(body.getInteger("error_code")).isEqualTo(11516);
                    assertThat(body.getString("error_msg")).contains(name).contains("cert-allowed-cn");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsNotListedIsForbiddenByGrpc(Node node) throws IOException {
        HttpResponse<byte[]> answer = as("stranger").grpc(node.port(), node.call);

        assertThat(answer.headers().firstValue("grpc-status")).contains("7");
        assertThat(answer.headers().firstValue("grpc-message").orElse("")).contains("stranger", "cert-allowed-cn");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsInWithoutACertificate(Node node) {
        refused(node, Caller.withoutCertificate(AUTHORITY));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsInWithACertificateOfAnotherAuthority(Node node) {
        Issued other = CertificateAuthority.create("cluster CA").issue(Leaf.named("dm"));

        refused(node, Caller.as(other, AUTHORITY));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsInWithAnExpiredCertificate(Node node) {
        Issued expired = AUTHORITY.issue(Leaf.named("dm").expired());

        refused(node, Caller.as(expired, AUTHORITY));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyGetsInWithAServersCertificate(Node node) {
        Issued server = AUTHORITY.issue(Leaf.named("dm").only(Leaf.Usage.SERVER));

        refused(node, Caller.as(server, AUTHORITY));
    }

    @ParameterizedTest
    @EnumSource
    void plainTextIsNotAnswered(Node node) throws IOException {
        for (String words : List.of(
                "GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")) {
            byte[] answer = PlainText.answer(node.port(), words);

            // Nothing, or TLS' own word for a message that is none.
            assertThat(answer).satisfiesAnyOf(a -> assertThat(a).isEmpty(), a -> assertThat(a)
                    .hasSize(7)
                    .startsWith(TLS_ALERT));
        }
    }

    /** By both versions of TLS, on every door. */
    private static void refused(Node node, Caller caller) {
        for (String tls : List.of("TLSv1.2", "TLSv1.3")) {
            for (Version version : Version.values()) {
                assertThatThrownBy(() -> caller.by(tls).get(node.port(), version, "/status"))
                        .as(tls + " " + version)
                        .isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> caller.by(tls).grpc(node.port(), node.call))
                    .as(tls)
                    .isInstanceOf(IOException.class);
        }
    }

    private static Caller as(String name) {
        return Caller.as(issue(name), AUTHORITY);
    }

    private static Issued issue(String name) {
        return AUTHORITY.issue(Leaf.named(name));
    }

    private static boolean workerIsReady() {
        try {
            return as("monitor")
                            .get(house.workerPort(), Version.HTTP_2, "/health")
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
