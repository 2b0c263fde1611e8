package io.dm4j.verticles;

import static io.dm4j.verticles.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.Address;
import io.dm4j.verticles.TwoMasters.Answer;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a master that does not lead says where no leader answers, or too late: m2 here. */
class LeaderAwayTest {
    private static TwoMasters masters;

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
    }

    @ParameterizedTest
    @ValueSource(strings = {"/status", "/health", "/metrics", "/api/v1/docs", "/api/v1/dm.json"})
    void everyMasterHasPagesOfItsOwn(String page) throws Exception {
        masters.seenByM2.isNowhere();

        assertThat(masters.get("dmctl", masters.m2(), page).status()).isEqualTo(200);
    }

    @Test
    void everyMasterHasHealthOfItsOwn() throws Exception {
        masters.seenByM2.isNowhere();

        assertThat(masters.grpc("monitor", masters.m2(), "/grpc.health.v1.Health/Check")
                        .grpcStatus())
                .isEqualTo("0");
    }

    @Test
    void aPathInDisguiseIsPassedOnTheSame() throws Exception {
        masters.seenByM2.isNowhere();

        assertThat(masters.get("dmctl", masters.m2(), "/api/v1/docs/../sources").status())
                .isEqualTo(503);
    }

    @Test
    void saysThatNobodyLeads() throws Exception {
        masters.seenByM2.isNowhere();

        Answer grpc = masters.grpc("dmctl", masters.m2(), "/pb.Master/QueryStatus");
        Answer rest = masters.get("dmctl", masters.m2(), "/api/v1/sources");

        assertThat(grpc.grpcStatus()).isEqualTo("14");
        assertThat(grpc.grpcMessage())
                .contains("38531", "no leading master now", "majority", "dmctl list-member --master");
        assertThat(rest.status()).isEqualTo(503);
        assertThat(rest.body().toJsonObject().getInteger("error_code")).isEqualTo(38531);
        assertThat(rest.body().toJsonObject().getString("error_msg")).contains("no leading master now");
    }

    @Test
    void saysThatTheLeaderIsAwayAndWhere() throws Exception {
        Address nobody = new Address("127.0.0.1", closedPort());
        masters.seenByM2.isAt(nobody);

        Answer grpc = masters.grpc("dmctl", masters.m2(), "/pb.Master/QueryStatus");
        Answer rest = masters.post("dmctl", masters.m2(), "/api/v1/sources", "{}");

        assertThat(grpc.grpcStatus()).isEqualTo("14");
        assertThat(grpc.grpcMessage())
                .contains("38532", nobody.toString(), "nothing listens there", "dmctl list-member --master");
        assertThat(rest.status()).isEqualTo(503);
        assertThat(rest.body().toJsonObject().getInteger("error_code")).isEqualTo(38532);
    }

    @Test
    void waitsForASilentLeaderNoLongerThanTheCaller() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            masters.seenByM2.isAt(new Address("127.0.0.1", silent.getLocalPort()));

            Answer answer = masters.grpc("dmctl", masters.m2(), "/pb.Master/QueryStatus", "grpc-timeout", "300m");

            assertThat(answer.grpcStatus()).isEqualTo("4");
            assertThat(answer.grpcMessage())
                    .contains("38534", "within 300 ms", "may still be carrying out", "query-status");
        }
    }

    @Test
    void saysOfARestCallThatTookTooLongThatItMayGoOnAndHowToAskForIt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            masters.seenByM2.isAt(new Address("127.0.0.1", silent.getLocalPort()));

            Answer answer = masters.call(
                    "dmctl",
                    masters.m2(),
                    HttpMethod.POST,
                    "/api/v1/tasks/shop/start",
                    MultiMap.caseInsensitiveMultiMap().add("grpc-timeout", "300m"),
                    Buffer.buffer());

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body().toJsonObject().getInteger("error_code")).isEqualTo(38534);
            assertThat(answer.body().toJsonObject().getString("error_msg"))
                    .contains("may still be carrying out", "GET /api/v1/tasks/NAME/status");
        }
    }

    @Test
    void saysThatTheLeaderBrokeOffWhenItHadTheRequest(@TempDir Path plain) throws Exception {
        try (TwoMasters open = TwoMasters.inPlainText(plain)) {
            open.seenByM2.isAt(leader(open, request -> request.connection().close()));

            Answer answer = open.grpc("dmctl", open.m2(), "/pb.Master/QueryStatus");

            assertThat(answer.grpcStatus()).isEqualTo("2");
            assertThat(answer.grpcMessage()).contains("38533", "did not answer to the end");
        }
    }

    @Test
    void waitsNoLongerThanTheCallerForALeaderThatHasTheRequest(@TempDir Path plain) throws Exception {
        try (TwoMasters open = TwoMasters.inPlainText(plain)) {
            open.seenByM2.isAt(leader(open, request -> {}));

            Answer answer = open.grpc("dmctl", open.m2(), "/pb.Master/QueryStatus", "grpc-timeout", "300m");

            assertThat(answer.grpcStatus()).isEqualTo("4");
            assertThat(answer.grpcMessage()).contains("38534", "within 300 ms");
        }
    }

    @Test
    void twoThatTakeEachOtherForTheLeaderEndAfterOneHop() throws Exception {
        masters.seenByM1.isOurs(false);
        masters.seenByM1.isAt(masters.m2());

        Answer answer = masters.grpc("dmctl", masters.m2(), "/pb.Master/QueryStatus");

        assertThat(answer.grpcStatus()).isEqualTo("14");
        assertThat(answer.grpcMessage()).contains("38531", "came too late");
    }

    /** One that does as told when it has read all of a request. */
    private static Address leader(TwoMasters open, Handler<HttpServerRequest> then) throws Exception {
        return await(open.vertx()
                .createHttpServer()
                .requestHandler(request -> request.body().onSuccess(all -> then.handle(request)))
                .listen(0, "127.0.0.1")
                .map(server -> new Address("127.0.0.1", server.actualPort())));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
