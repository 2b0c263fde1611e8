package io.dm4j.client;

import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientBuilder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientOptions;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The one place that opens a connection to a node: HTTP/2, mutual TLS with the files as they are at each call when the
 * {@code security} block asks for it, else plain text. Every failure is a coded {@link DmException}.
 * Results come on the caller's context.
 */
public final class NodeChannel {
    /** Header of a call that the node which is asked answers for itself, also where it would pass it on to another. */
    public static final String OWN = "dm4j-own";

    /** DM answers with up to 4 MiB; a task list with embedded certificates may be larger. */
    static final long MAX_MESSAGE_BYTES = 64L << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    private final Duration deadline;
    private final boolean tls;
    private final HttpClientAgent agent;
    private final GrpcClient grpc;
    private final Optional<TlsClient> trust;

    private NodeChannel(Vertx vertx, Optional<TlsStore> store, Duration deadline) {
        this.deadline = deadline;
        this.tls = store.isPresent();
        HttpClientBuilder builder = vertx.httpClientBuilder().with(options(tls));
        this.trust = store.map(files -> new TlsClient(files, builder));
        this.agent = trust.map(TlsClient::fresh).orElseGet(builder::build);
        this.grpc = new AgentGrpcClient(vertx, grpcOptions(), agent);
    }

    /**
     * Does not connect yet.
     *
     * @param deadline bound of each unary call; connecting counts, and has its own bounds of 3 s and 10 s for TLS
     * @throws DmException if the TLS material named by {@code security} cannot be used
     */
    public static NodeChannel open(Vertx vertx, SecurityConfig security, Duration deadline) {
        NodeChannel channel = over(
                vertx,
                security.wantsTls() ? Optional.of(TlsStore.open(security, TlsRole.CLIENT)) : Optional.empty(),
                deadline);
        channel.trust.ifPresent(client -> client.sweepEachSecond(vertx));
        return channel;
    }

    /** As {@link #open}, with material that the caller looks at, and {@link #sweep} after each look; none is plain text. */
    public static NodeChannel over(Vertx vertx, Optional<TlsStore> store, Duration deadline) {
        return new NodeChannel(vertx, store, deadline);
    }

    /** Shuts every connection to a node that would not be connected to any more, by the last look at the files. */
    public void sweep() {
        trust.ifPresent(TlsClient::sweepAsLastSeen);
    }

    /** The connections that are open now; none in plain text. */
    public List<TlsClient.Link> links() {
        return trust.map(TlsClient::links).orElse(List.of());
    }

    /** One unary call. */
    public <Q, A> Future<A> call(Address node, ServiceMethod<A, Q> method, Q question) {
        return call(node, method, question, Map.of());
    }

    /** One unary call to this very node. */
    <Q, A> Future<A> callOwn(Address node, ServiceMethod<A, Q> method, Q question) {
        return call(node, method, question, Map.of(OWN, "true"));
    }

    private <Q, A> Future<A> call(Address node, ServiceMethod<A, Q> method, Q question, Map<String, String> headers) {
        CallFailures failures = failures(node);
        Deadline limit = new Deadline(deadline);
        return stream(node, method).compose(request -> {
            request.timeout(limit.remainingMillis(), TimeUnit.MILLISECONDS);
            request.headers().addAll(headers);
            return request.send(question)
                    .compose(response -> answer(response, failures))
                    .recover(failure -> Future.failedFuture(
                            limit.isOver() ? failures.noAnswerInTime() : failures.afterSending(failure)));
        });
    }

    /**
     * A request as it is in HTTP, for whoever passes on what it was asked itself: connected, nothing sent yet, without deadline.
     * {@link #lost} puts its later failures into words.
     */
    public Future<HttpClientRequest> request(Address node, HttpMethod method, String uri) {
        trust.ifPresent(TlsClient::fresh);
        return agent.request(new RequestOptions()
                        .setHost(node.host())
                        .setPort(node.port())
                        .setMethod(method)
                        .setURI(uri))
                .recover(failure -> Future.failedFuture(failures(node).cannotConnect(failure)));
    }

    /** Why a {@link #request} failed; {@link NodeError#CANNOT_CONNECT} if the node cannot have carried it out. */
    public DmException lost(Address node, Throwable failure) {
        return failures(node).afterSending(failure);
    }

    /** A call that is open on both sides, without deadline. */
    <Q, A> Future<GrpcClientRequest<Q, A>> stream(Address node, ServiceMethod<A, Q> method) {
        trust.ifPresent(TlsClient::fresh);
        return grpc.request(SocketAddress.inetSocketAddress(node.port(), node.host()), method)
                .recover(failure -> Future.failedFuture(failures(node).cannotConnect(failure)));
    }

    CallFailures failures(Address node) {
        return new CallFailures(node, tls);
    }

    /** Ends all connections; calls under way fail. */
    public Future<Void> close() {
        return trust.map(TlsClient::close).orElseGet(agent::close);
    }

    private static <Q, A> Future<A> answer(GrpcClientResponse<Q, A> response, CallFailures failures) {
        Promise<A> answer = Promise.promise();
        response.handler(answer::tryComplete);
        response.exceptionHandler(failure -> answer.tryFail(failures.afterSending(failure)));
        // once the answer has begun, a reset of the stream, by either side, is told here and nowhere else
        response.errorHandler(reset -> answer.tryFail(failures.brokenOff()));
        response.endHandler(end -> {
            boolean ok = response.status() == null || response.status() == GrpcStatus.OK;
            answer.tryFail(ok ? failures.answeredNothing() : failures.status(response.status(), words(response)));
        });
        return answer.future();
    }

    /** The server's words, in the headers if it sent nothing else, in the trailers if it did. */
    static String words(GrpcClientResponse<?, ?> response) {
        String inHeaders = response.statusMessage();
        return inHeaders == null || inHeaders.isEmpty() ? response.trailers().get("grpc-message") : inHeaders;
    }

    private static HttpClientOptions options(boolean tls) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setSslHandshakeTimeout(HANDSHAKE_TIMEOUT.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        if (tls) {
            options.setSsl(true).setUseAlpn(true);
        }
        return options;
    }

    private static GrpcClientOptions grpcOptions() {
        return new GrpcClientOptions().setMaxMessageSize(MAX_MESSAGE_BYTES).setScheduleDeadlineAutomatically(true);
    }
}
