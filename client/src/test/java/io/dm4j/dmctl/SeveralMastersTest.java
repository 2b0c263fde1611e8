package io.dm4j.dmctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of the masters that are named is asked. */
class SeveralMastersTest extends MasterFixture {
    private final Vertx vertx = Vertx.vertx();
    private final FakeMaster first = new FakeMaster();
    private String second;
    private String both;

    @BeforeEach
    void open() {
        second = environment().get("DM_MASTER_ADDR");
        both = "127.0.0.1:"
                + await(vertx.createHttpServer()
                        .requestHandler(first.grpc(vertx))
                        .listen(0, "127.0.0.1")
                        .map(HttpServer::actualPort))
                + "," + second;
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void theFirstThatCanBeConnectedTo() throws IOException {
        CommandRun run =
                CommandRun.ofPerson(Map.of(), "--master-addr", nobody() + "," + second, "operate-source", "show");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(master.questions()).hasSize(1);
    }

    @Test
    void notTheSecondIfTheFirstAnswers() {
        assertThat(CommandRun.ofPerson(Map.of(), "--master-addr", both, "operate-source", "show")
                        .exitCode())
                .isZero();
        assertThat(first.questions()).hasSize(1);
        assertThat(master.questions()).isEmpty();
    }

    /** A master says so that has no leader to pass the command on to. */
    @Test
    void theSecondIfTheFirstCannotServeNow() {
        first.letNobodyIn(new StatusException(GrpcStatus.UNAVAILABLE, "no leading master now"));

        assertThat(CommandRun.ofPerson(Map.of(), "--master-addr", both, "operate-source", "show")
                        .exitCode())
                .isZero();
        assertThat(master.questions()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = GrpcStatus.class,
            names = {"UNKNOWN", "INTERNAL", "PERMISSION_DENIED", "ABORTED"})
    void noOtherIfTheFirstMayHaveDoneIt(GrpcStatus status) {
        first.letNobodyIn(new StatusException(status, "it broke off"));

        CommandRun run = CommandRun.ofPerson(Map.of(), "--master-addr", both, "operate-source", "show");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains("it broke off").hasLineCount(1);
        assertThat(master.questions()).isEmpty();
    }

    @Test
    void namesAllThatCouldNotBeReached() throws IOException {
        String one = nobody();
        String other = nobody();

        CommandRun run = CommandRun.ofPerson(Map.of("DM_MASTER_ADDR", one + "," + other), "query-status");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("Error 48001: cannot connect to " + one)
                .contains("cannot connect to " + other)
                .hasLineCount(1);
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
