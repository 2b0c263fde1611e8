package io.dm4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dm4j.api.ListMemberRequest;
import io.dm4j.api.ListMemberResponse;
import io.dm4j.api.MasterGrpcService;
import io.dm4j.api.MasterService;
import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.StatusException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeChannelTest {
    /** Of HTTP/2. */
    private static final long CANCEL = 8;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void asksTheFirstMasterThatCanBeReached() {
        Address alive = serve(question -> Future.succeededFuture(
                ListMemberResponse.newBuilder().setResult(true).setMsg("me").build()));

        ListMemberResponse answer = await(client(nobody(), alive).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(answer.getMsg()).isEqualTo("me");
    }

    @Test
    void namesEveryMasterThatCouldNotBeReached() {
        Address first = nobody();
        Address second = nobody();

        DmException failure = failure(client(first, second).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.CANNOT_CONNECT);
        assertThat(failure.what())
                .isEqualTo(
                        "cannot connect to " + first + ": connection refused, nothing listens there; cannot connect to "
                                + second + ": connection refused, nothing listens there");
    }

    @Test
    void saysThatAHostNameIsNotKnown() {
        Address unknown = new Address("no-such-host.invalid", 8261);

        DmException failure = failure(client(unknown).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.what()).endsWith("the host name no-such-host.invalid is not known");
    }

    @Test
    void givesTheServersWordsWhenItIsNotLetIn() {
        Address strict = serve(question -> Future.failedFuture(
                new StatusException(GrpcStatus.PERMISSION_DENIED, "Common Name bob is not on cert-allowed-cn")));

        DmException failure = failure(client(strict).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.NOT_ALLOWED);
        assertThat(failure.what()).contains(strict.toString(), "Common Name bob is not on cert-allowed-cn");
    }

    @Test
    void endsACallAtItsDeadline() {
        Address silent = serve(question -> Promise.<ListMemberResponse>promise().future());
        NodeChannel channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofMillis(300));

        DmException failure =
                failure(new MasterClient(channel, List.of(silent)).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.NO_ANSWER_IN_TIME);
    }

    @Test
    void carriesAnswersOfManyMegabytes() {
        String large = "x".repeat(10 << 20);
        Address alive = serve(question -> Future.succeededFuture(
                ListMemberResponse.newBuilder().setResult(true).setMsg(large).build()));

        ListMemberResponse answer = await(client(alive).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(answer.getMsg()).hasSize(large.length());
    }

    @Test
    void saysThatTheNodeDoesNotKnowARequest() {
        GrpcServer empty = GrpcServer.server(vertx);
        Address old = listen(empty);

        DmException failure = failure(client(old).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.NOT_KNOWN_THERE);
    }

    @Test
    void saysThatANodeWhichBreaksOffMayHaveCarriedItOut() {
        Address dying = await(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .requestHandler(request -> request.connection().close())
                .listen(0, "127.0.0.1")
                .map(server -> new Address("127.0.0.1", server.actualPort())));

        DmException failure = failure(client(dying).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.CONNECTION_LOST);
    }

    /** As a master does that loses the leading one, to which it passes a call on, in the middle of the answer. */
    @Test
    void saysThatACallWasBrokenOffAfterItsAnswerHadBegun() {
        Address breaking = begins(response -> response.reset(CANCEL));

        DmException failure = failure(client(breaking).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.CONNECTION_LOST);
        assertThat(failure.what()).contains("it broke off the call");
    }

    @Test
    void endsACallAtItsDeadlineWhenNothingFollowsTheBeginningOfItsAnswer() {
        Address silent = begins(response -> {});
        NodeChannel channel = NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofMillis(300));

        DmException failure =
                failure(new MasterClient(channel, List.of(silent)).listMember(ListMemberRequest.getDefaultInstance()));

        assertThat(failure.code()).isEqualTo(NodeError.NO_ANSWER_IN_TIME);
    }

    /** Answers with headers, and then does as told. */
    private Address begins(Consumer<HttpServerResponse> then) {
        return await(vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true))
                .requestHandler(request -> {
                    request.response().putHeader("content-type", "application/grpc");
                    request.response().writeHead();
                    vertx.setTimer(100, id -> then.accept(request.response()));
                })
                .listen(0, "127.0.0.1")
                .map(server -> new Address("127.0.0.1", server.actualPort())));
    }

    private MasterClient client(Address... masters) {
        return new MasterClient(NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(10)), List.of(masters));
    }

    private Address nobody() {
        return await(vertx.createNetServer()
                .connectHandler(socket -> socket.close())
                .listen(0, "127.0.0.1")
                .compose(server -> server.close().map(new Address("127.0.0.1", server.actualPort()))));
    }

    private Address serve(java.util.function.Function<ListMemberRequest, Future<ListMemberResponse>> answer) {
        GrpcServer grpc = GrpcServer.server(vertx);
        grpc.addService(MasterGrpcService.of(new MasterService() {
            @Override
            protected void listMember(ListMemberRequest request, Completable<ListMemberResponse> response) {
                answer.apply(request).onComplete(response);
            }
        }));
        return listen(grpc);
    }

    private Address listen(GrpcServer grpc) {
        return await(vertx.createHttpServer()
                .requestHandler(grpc)
                .listen(0, "127.0.0.1")
                .map(server -> new Address("127.0.0.1", server.actualPort())));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static DmException failure(Future<?> future) {
        CompletionException thrown = catchThrowableOfType(CompletionException.class, () -> await(future));
        return (DmException) thrown.getCause();
    }
}
