package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static io.dm4j.verticles.TestCluster.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.api.EncryptRequest;
import io.dm4j.api.OperateSourceRequest;
import io.dm4j.api.OperateSourceResponse;
import io.dm4j.api.QueryStatusListRequest;
import io.dm4j.api.SourceOp;
import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeError;
import io.dm4j.config.Address;
import io.dm4j.config.LogConfig;
import io.dm4j.error.DmException;
import io.dm4j.pki.Leaf;
import io.dm4j.verticles.TwoMasters.Answer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a master that does not lead does with calls: m2 here, which passes them on to m1. */
class ForwardingTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static TwoMasters masters;

    @TempDir
    private Path directory;

    private final LoggerContext logging = LoggerContext.getContext(false);
    private Path audit;

    @BeforeAll
    static void open(@TempDir Path directory) throws Exception {
        masters = TwoMasters.underTls(directory);
    }

    @AfterAll
    static void close() throws Exception {
        masters.close();
    }

    @BeforeEach
    void begin() {
        masters.m1Leads();
        audit = directory.resolve("audit.log");
        LogSetup.apply(new LogConfig(
                "error", directory.resolve("node.log").toString(), audit.toString(), LogConfig.Format.TEXT));
    }

    @AfterEach
    void end() {
        logging.reconfigure();
    }

    @Test
    void theLeaderAnswersAndWritesDownWhoCalledAndByWhichMaster() throws Exception {
        String source = newSource();

        OperateSourceResponse answer = await(start(masters.client("dmctl", masters.m2()), source));

        assertThat(answer.getResult()).isTrue();
        assertThat(sources(masters.m1())).contains(source);
        assertThat(auditLines(1))
                .singleElement()
                .asString()
                .contains("[caller=dmctl]", "[address=127.0.0.1:", "[by=\"m2 at 127.0.0.1:", "source " + source, "ok");
    }

    @Test
    void theLeaderRefusesWhomItDoesNotListItself() throws Exception {
        assertThatThrownBy(() -> await(start(masters.client("guest", masters.m2()), newSource())))
                .cause()
                .isInstanceOf(DmException.class)
                .hasMessageContaining("guest is not on cert-allowed-cn")
                .hasMessageContaining("passed on by m2")
                .extracting(e -> ((DmException) e).code())
                .isEqualTo(NodeError.NOT_ALLOWED);
        assertThat(auditLines(1)).singleElement().asString().contains("[caller=guest]", "[by=\"m2 at", "refused: ");
    }

    @Test
    void theLeaderJudgesByItsOwnRoles() throws Exception {
        MasterClient auditor = masters.client("auditor", masters.m2());

        assertThat(await(auditor.queryStatus(QueryStatusListRequest.getDefaultInstance()))
                        .getResult())
                .isTrue();
        assertThatThrownBy(() -> await(start(auditor, newSource())))
                .hasMessageContaining("auditor has the role observer, and this asks for admin");
        assertThat(auditLines(1)).singleElement().asString().contains("[caller=auditor]", "[by=\"m2 at", "refused: ");
    }

    @Test
    void anObserverReadsByAnotherMasterAndChangesNothing() throws Exception {
        MasterClient monitor = masters.client("monitor", masters.m2());

        assertThat(await(monitor.queryStatus(QueryStatusListRequest.getDefaultInstance()))
                        .getResult())
                .isTrue();
        assertThatThrownBy(() -> await(start(monitor, newSource()))).hasMessageContaining("monitor", "admin");
        assertThat(masters.post("monitor", masters.m2(), "/api/v1/sources", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyAMasterMayBringTheCertificatesOfAnother() throws Exception {
        String certificate = carried("dmctl");

        Answer grpc = masters.grpc("monitor", masters.m1(), "/pb.Master/StartTask", "client-cert", certificate);
        Answer rest = masters.call(
                "monitor",
                masters.m1(),
                HttpMethod.GET,
                "/api/v1/sources",
                MultiMap.caseInsensitiveMultiMap().add("Client-Cert", certificate),
                Buffer.buffer());

        assertThat(grpc.grpcStatus()).isEqualTo("7");
        assertThat(grpc.grpcMessage()).contains("monitor passes on the call of another", "role master", "11517");
        assertThat(rest.status()).isEqualTo(403);
        assertThat(rest.body().toJsonObject().getInteger("error_code")).isEqualTo(11517);
        assertThat(auditLines(2)).allSatisfy(line -> assertThat(line).contains("[caller=monitor]", "refused: "));
    }

    @Test
    void nobodyBringsCertificatesToAMasterThatDoesNotLeadEither() throws Exception {
        String certificate = carried("dmctl");

        Answer grpc = masters.grpc("monitor", masters.m2(), "/pb.Master/StartTask", "client-cert", certificate);
        Answer rest = masters.call(
                "monitor",
                masters.m2(),
                HttpMethod.POST,
                "/api/v1/sources",
                MultiMap.caseInsensitiveMultiMap()
                        .add("Client-Cert", certificate)
                        .add("content-type", "application/json"),
                Buffer.buffer(sourceForm(newSource())));

        assertThat(grpc.grpcStatus()).isEqualTo("7");
        assertThat(grpc.grpcMessage()).contains("monitor passes on the call of another", "11517");
        assertThat(rest.status()).isEqualTo(403);
        assertThat(rest.body().toJsonObject().getInteger("error_code")).isEqualTo(11517);
        assertThat(auditLines(2)).allSatisfy(line -> assertThat(line).contains("[caller=monitor]", "refused: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", ":abc:", ":!:", "::, ::", ":QUJD:"})
    void whatIsNoCertificateIsNoCaller(String field) throws Exception {
        Answer answer = masters.grpc("m2", masters.m1(), "/pb.Master/QueryStatus", "client-cert", field);

        assertThat(answer.grpcStatus()).isEqualTo("16");
        assertThat(answer.grpcMessage()).contains("cannot be read");
    }

    @Test
    void aLongChainFitsIntoTheHeaders() throws Exception {
        String leaf = carried("dmctl");
        String chain = String.join(", ", Collections.nCopies(30_000 / leaf.length(), carried("dmctl")));

        Answer answer = masters.grpc(
                "m2", masters.m1(), "/pb.Master/QueryStatus", "client-cert", leaf, "client-cert-chain", chain);

        assertThat(answer.grpcStatus()).isEqualTo("0");
    }

    @Test
    void whomAMasterBringsIsNotPassedOnOnceMore() throws Exception {
        Answer answer = masters.grpc("m1", masters.m2(), "/pb.Master/QueryStatus", "client-cert", carried("dmctl"));

        assertThat(answer.grpcStatus()).isEqualTo("14");
        assertThat(answer.grpcMessage()).contains("38531", "came too late");
    }

    @Test
    void aMasterThatBringsNobodyIsItself() throws Exception {
        assertThat(masters.grpc("m2", masters.m1(), "/dm4j.v1.Trust/Status").grpcStatus())
                .isEqualTo("0");
        assertThat(masters.grpc("m2", masters.m1(), "/pb.Master/StartTask").grpcStatus())
                .isEqualTo("7");
    }

    @Test
    void largeBodiesGoBothWays() throws Exception {
        String text = "x".repeat(6_000_000);

        assertThat(await(masters.client("dmctl", masters.m2())
                                .encrypt(EncryptRequest.newBuilder()
                                        .setPlaintext(text)
                                        .build()))
                        .getCiphertext())
                .hasSizeGreaterThan(text.length());
    }

    @Test
    void aBodyThatNoMasterTakesIsRefusedOnItsWay() throws Exception {
        Buffer large = Buffer.buffer(new byte[(16 << 20) + 6]);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");

        Answer answer = masters.call("dmctl", masters.m2(), HttpMethod.POST, "/api/v1/sources", headers, large);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body().toJsonObject().getInteger("error_code")).isEqualTo(38535);
    }

    @ParameterizedTest
    @CsvSource({"/pb.Master/Nothing, 12", "/pb.Master/QueryStatus, 0", "/etcdserverpb.KV/Range, 12"})
    void grpcAnswersAreThoseOfTheLeader(String path, String status) throws Exception {
        Answer direct = masters.grpc("dmctl", masters.m1(), path);
        Answer passed = masters.grpc("dmctl", masters.m2(), path);

        assertThat(passed.status()).isEqualTo(direct.status());
        assertThat(passed.headers().toString()).isEqualTo(direct.headers().toString());
        assertThat(passed.trailers().toString()).isEqualTo(direct.trailers().toString());
        assertThat(passed.body()).isEqualTo(direct.body());
        assertThat(passed.grpcStatus()).isEqualTo(status).isEqualTo(direct.grpcStatus());
    }

    @Test
    void restGoesBothWays() throws Exception {
        String source = newSource();
        String create = sourceForm(source);

        Answer created = masters.post("dmctl", masters.m2(), "/api/v1/sources", create);
        Answer again = masters.post("dmctl", masters.m2(), "/api/v1/sources", create);
        Answer wrong = masters.post("dmctl", masters.m2(), "/api/v1/sources", "{}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers().get("content-type")).isEqualTo("application/json");
        assertThat(masters.get("monitor", masters.m1(), "/api/v1/sources/" + source)
                        .status())
                .isEqualTo(200);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body().toJsonObject().getInteger("error_code")).isEqualTo(46007);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(auditLines(2)).first().asString().contains("[caller=dmctl]", "[by=\"m2 at");
    }

    @Test
    void dmsOlderInterfaceGoesThroughToo() throws Exception {
        Answer members = masters.get("monitor", masters.m2(), "/apis/v1alpha1/members?leader=true");
        Answer evict = put("dmctl", "/apis/v1alpha1/leader/1");
        Answer back = put("dmctl", "/apis/v1alpha1/leader/CancelEvictLeaderOp");
        Answer notAllowed = put("monitor", "/apis/v1alpha1/leader/1");

        assertThat(members.status()).isEqualTo(200);
        assertThat(members.body().toString())
                .isEqualTo(masters.get("monitor", masters.m1(), "/apis/v1alpha1/members?leader=true")
                        .body()
                        .toString());
        assertThat(members.body().toJsonObject().getJsonArray("members").encode())
                .contains("\"m1\"", masters.m1().toString());
        assertThat(evict.status()).isEqualTo(200);
        assertThat(evict.body().toJsonObject().getBoolean("result")).isFalse();
        assertThat(evict.body().toJsonObject().getString("msg")).contains("no other master answers and may lead");
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body().toJsonObject().getBoolean("result")).isTrue();
        assertThat(notAllowed.status()).isEqualTo(403);
        assertThat(auditLines(3)).first().asString().contains("OperateLeader", "[caller=dmctl]", "[by=\"m2 at");
    }

    private static Answer put(String name, String path) throws Exception {
        return masters.call(
                name, masters.m2(), HttpMethod.PUT, path, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    }

    @Test
    void plainTextHasNoCallersButIsPassedOn(@TempDir Path plain) throws Exception {
        try (TwoMasters open = TwoMasters.inPlainText(plain)) {
            String source = newSource();

            assertThat(await(start(open.client("", open.m2()), source)).getResult())
                    .isTrue();
            assertThat(open.grpc("", open.m1(), "/pb.Master/QueryStatus", "client-cert", "nobody's")
                            .grpcStatus())
                    .isEqualTo("0");
            assertThat(open.get("", open.m1(), "/api/v1/sources/" + source).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void oldHttpGoesThroughToo(@TempDir Path plain) throws Exception {
        try (TwoMasters open = TwoMasters.inPlainText(plain)) {
            String source = newSource();
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            URI sources = URI.create("http://" + open.m2() + "/api/v1/sources");

            HttpResponse<String> created = client.send(
                    HttpRequest.newBuilder(sources)
                            .timeout(Duration.ofSeconds(20))
                            .header("content-type", "application/json")
                            .expectContinue(true)
                            .POST(inChunks(sourceForm(source)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            HttpResponse<String> gone = client.send(
                    HttpRequest.newBuilder(URI.create(sources + "/" + source))
                            .timeout(Duration.ofSeconds(20))
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(new JsonObject(created.body()).getString("source_name")).isEqualTo(source);
            assertThat(gone.statusCode()).isEqualTo(204);
            assertThat(gone.headers().map()).doesNotContainKey("transfer-encoding");
        }
    }

    private static HttpRequest.BodyPublisher inChunks(String text) {
        return HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A certificate of this name in the form of RFC 9440. */
    private static String carried(String name) throws Exception {
        byte[] der = masters.authority().issue(Leaf.named(name)).certificate().getEncoded();
        return ":" + Base64.getEncoder().encodeToString(der) + ":";
    }

    private static String sourceForm(String source) {
        return new JsonObject()
                .put(
                        "source",
                        new JsonObject()
                                .put("source_name", source)
                                .put("host", "127.0.0.1")
                                .put("port", 3306)
                                .put("user", "root")
                                .put("password", "")
                                .put("enable", true)
                                .put("enable_gtid", false))
                .encode();
    }

    private static String newSource() {
        return "s" + NUMBERS.incrementAndGet();
    }

    private static io.vertx.core.Future<OperateSourceResponse> start(MasterClient client, String source) {
        return client.operateSource(OperateSourceRequest.newBuilder()
                .setOp(SourceOp.StartSource)
                .addConfig(TestCluster.SOURCE.replace("s1", source))
                .build());
    }

    private static String sources(Address master) throws Exception {
        return masters.get("dmctl", master, "/api/v1/sources").body().toString();
    }

    private List<String> auditLines(int atLeast) throws Exception {
        until(atLeast + " lines", () -> read().size() >= atLeast);
        return read();
    }

    private List<String> read() {
        try {
            return Files.exists(audit) ? Files.readAllLines(audit) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
