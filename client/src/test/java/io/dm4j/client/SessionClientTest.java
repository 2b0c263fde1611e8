package io.dm4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.api.session.Beat;
import io.dm4j.api.session.BeatOk;
import io.dm4j.api.session.MasterMessage;
import io.dm4j.api.session.WorkerMessage;
import io.dm4j.api.session.WorkerSessionGrpcService;
import io.dm4j.api.session.WorkerSessionService;
import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import io.vertx.grpc.server.GrpcServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionClientTest {
    private final Vertx vertx = Vertx.vertx();
    private final SessionClient sessions =
            new SessionClient(NodeChannel.open(vertx, SecurityConfig.NONE, Duration.ofSeconds(10)));
    private HttpServer server;

    /** A master that gives each beat back, and ends after three. */
    private static final class Echo extends WorkerSessionService {
        private int beats;

        @Override
        protected void open(ReadStream<WorkerMessage> request, WriteStream<MasterMessage> response) {
            request.handler(message -> {
                response.write(MasterMessage.newBuilder()
                        .setTerm(7)
                        .setBeatOk(BeatOk.newBuilder()
                                .setSentAtNanos(message.getBeat().getSentAtNanos()))
                        .build());
                if (++beats == 3) {
                    response.end();
                }
            });
        }
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void bringsEachMessageAndTheEnd() {
        SessionClient.Link link = await(sessions.open(serve()));
        List<Long> heard = new CopyOnWriteArrayList<>();
        Promise<Void> end = Promise.promise();
        link.handler(message -> heard.add(message.getBeatOk().getSentAtNanos())).endHandler(end::handle);

        await(link.write(beat(1)));
        await(link.write(beat(2)));
        await(link.write(beat(3)));

        await(end.future());
        assertThat(heard).containsExactly(1L, 2L, 3L);
        assertThat(link.write(beat(4)).failed()).isTrue();
    }

    @Test
    void tellsWhyTheLineIsGone() {
        SessionClient.Link link = await(sessions.open(serve()));
        Promise<MasterMessage> first = Promise.promise();
        Promise<Void> end = Promise.promise();
        link.handler(first::tryComplete).endHandler(end::handle);
        await(link.write(beat(1)));
        await(first.future());

        await(server.close());

        DmException failure =
                (DmException) await(end.future().map(none -> (Throwable) null).otherwise(cause -> cause));
        assertThat(failure.code()).isEqualTo(NodeError.CONNECTION_LOST);
    }

    @Test
    void tellsThatTheMasterResetTheLine() {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    request.response().putHeader("content-type", "application/grpc");
                    request.response().writeHead();
                    vertx.setTimer(100, id -> request.response().reset(8));
                })
                .listen(0, "127.0.0.1"));
        SessionClient.Link link = await(sessions.open(new Address("127.0.0.1", server.actualPort())));
        Promise<Void> end = Promise.promise();
        link.endHandler(end::handle);
        await(link.write(beat(1)));

        DmException failure =
                (DmException) await(end.future().map(none -> (Throwable) null).otherwise(cause -> cause));
        assertThat(failure.code()).isEqualTo(NodeError.CONNECTION_LOST);
        assertThat(failure.what()).contains("it broke off the call");
    }

    @Test
    void endsOnceWhenItIsClosed() {
        SessionClient.Link link = await(sessions.open(serve()));
        Promise<Void> end = Promise.promise();
        link.endHandler(end::handle);
        await(link.write(beat(1)));

        await(link.close());

        assertThat(await(end.future())).isNull();
    }

    @Test
    void saysThatNobodyListens() {
        Address address = serve();
        await(server.close());

        Future<SessionClient.Link> opening = sessions.open(address);

        Throwable failure = await(opening.map(link -> (Throwable) null).otherwise(cause -> cause));
        assertThat(((DmException) failure).code()).isEqualTo(NodeError.CANNOT_CONNECT);
    }

    private Address serve() {
        GrpcServer grpc = GrpcServer.server(vertx).addService(WorkerSessionGrpcService.of(new Echo()));
        server = await(vertx.createHttpServer().requestHandler(grpc).listen(0, "127.0.0.1"));
        return new Address("127.0.0.1", server.actualPort());
    }

    private static WorkerMessage beat(long nanos) {
        return WorkerMessage.newBuilder()
                .setBeat(Beat.newBuilder().setSentAtNanos(nanos))
                .build();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
