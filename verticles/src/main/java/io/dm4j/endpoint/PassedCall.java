package io.dm4j.endpoint;

import io.dm4j.client.NodeChannel;
import io.dm4j.client.NodeError;
import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.tls.CarriedCertificates;
import io.dm4j.tls.RefusalAnswer;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One call on its way to the leading master, and its answer on the way back: neither is kept, and neither is changed but for what
 * belongs to one connection only. Confined to the call's context.
 */
final class PassedCall {
    private static final Logger LOG = LogManager.getLogger(PassedCall.class);
    /** A message, and what gRPC puts before it. */
    private static final long LARGEST_BODY = NodeServer.MAX_MESSAGE_BYTES + 5;
    /** HTTP/2's CANCEL. */
    private static final long CANCELLED = 8;

    private static final String TRAILERS = "trailers";
    /** What is said between two neighbours. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final Vertx vertx;
    private final RoutingContext call;
    private final HttpServerRequest request;
    private Address leader;
    private NodeChannel channel;
    private HttpClientRequest onward;
    private long timer = -1;
    private long bytes;
    private boolean over;

    PassedCall(Vertx vertx, RoutingContext call) {
        this.vertx = vertx;
        this.call = call;
        this.request = call.request();
    }

    /** @param patience for the whole of it, if the caller does not say how long it waits */
    void to(Address master, NodeChannel over, Duration patience) {
        if (announced() > LARGEST_BODY) {
            refuse(tooLarge());
            return;
        }
        leader = master;
        channel = over;
        request.pause();
        call.addEndHandler(ended -> leave());
        Duration limit = GrpcTimeout.read(request.getHeader(GrpcTimeout.HEADER)).orElse(patience);
        timer = vertx.setTimer(Math.max(1, limit.toMillis()), id -> tooSlow(limit));
        channel.request(master, request.method(), request.uri())
                .onSuccess(this::send)
                .onFailure(this::lost);
    }

    /** 0 if the caller does not say. */
    private long announced() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static DmException tooLarge() {
        return new DmException(LeaderError.TOO_LARGE, "the request is larger than " + LARGEST_BODY + " bytes");
    }

    private void send(HttpClientRequest opened) {
        onward = opened;
        if (over) {
            leave();
            return;
        }
        copy(request.headers(), opened.headers());
        identify(opened.headers());
        opened.setChunked(!opened.headers().contains(HttpHeaders.CONTENT_LENGTH));
        opened.response().onSuccess(this::answer).onFailure(this::lost);
        opened.exceptionHandler(this::lost);
        pour();
    }

    /** Who calls, in place of what the caller says about it. */
    private void identify(MultiMap headers) {
        if (TRAILERS.equalsIgnoreCase(request.getHeader("te"))) {
            headers.set("te", TRAILERS);
        }
        headers.set(Forwarding.MARK, String.valueOf(request.remoteAddress()));
        CarriedCertificates.set(headers, request.connection());
    }

    private void pour() {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue().onFailure(this::callerGone);
        }
        request.handler(this::write)
                .endHandler(end -> onward.end().onFailure(this::lost))
                .exceptionHandler(this::callerGone)
                .resume();
    }

    private void write(Buffer part) {
        bytes += part.length();
        if (bytes > LARGEST_BODY) {
            refuse(tooLarge());
        } else if (!over) {
            onward.write(part).onFailure(this::lost);
            if (onward.writeQueueFull()) {
                request.pause();
                onward.drainHandler(drained -> request.resume());
            }
        }
    }

    private void answer(HttpClientResponse answer) {
        HttpServerResponse back = request.response();
        if (over) {
            return;
        }
        back.setStatusCode(answer.statusCode());
        copy(answer.headers(), back.headers());
        back.setChunked(request.version() == HttpVersion.HTTP_1_1
                && mayHaveABody(answer.statusCode())
                && !back.headers().contains(HttpHeaders.CONTENT_LENGTH));
        answer.pipe()
                .endOnComplete(false)
                .to(back)
                .onSuccess(poured -> end(answer, back))
                .onFailure(this::lost);
    }

    private static boolean mayHaveABody(int status) {
        return status != 204 && status != 304;
    }

    private void end(HttpClientResponse answer, HttpServerResponse back) {
        if (!answer.trailers().isEmpty()) {
            back.trailers().addAll(answer.trailers());
        }
        over = true;
        back.end().onFailure(this::callerGone);
    }

    private static void copy(MultiMap from, MultiMap to) {
        from.forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                to.add(name, value);
            }
        });
    }

    private void lost(Throwable failure) {
        DmException why = channel.lost(leader, failure);
        refuse(
                why.code() == NodeError.CANNOT_CONNECT
                        ? new DmException(
                                LeaderError.LEADER_AWAY,
                                "the leading master does not answer: " + why.what()
                                        + "; no other leads yet, as that takes a majority of the masters")
                        : new DmException(
                                LeaderError.LEADER_LOST,
                                "the leading master did not answer to the end: " + why.what()));
    }

    private void tooSlow(Duration limit) {
        refuse(new DmException(
                LeaderError.LEADER_SLOW,
                "the leading master at " + leader + " did not answer within " + limit.toMillis()
                        + " ms; it may still be carrying out what it was asked, and ends that without us"));
    }

    /** Once, and only if there was no answer; also for a call that is not passed on at all. */
    void refuse(DmException why) {
        if (over) {
            return;
        }
        over = true;
        LOG.warn("{} of {} is not answered: {}", request.path(), request.remoteAddress(), why.getMessage());
        if (request.response().headWritten()) {
            request.response().reset(CANCELLED).onFailure(this::callerGone);
        } else {
            LeaderError code = (LeaderError) why.code();
            if (!request.isEnded()) {
                request.handler(rest -> {}).resume();
            }
            RefusalAnswer.send(why, code.httpStatus(), code.grpcStatus(), request)
                    .onFailure(this::callerGone);
        }
    }

    private void callerGone(Throwable failure) {
        LOG.debug("the caller at {} did not wait for its answer: {}", request.remoteAddress(), failure.getMessage());
    }

    /** The call is over, for whatever reason; a request that is still under way is not waited for. */
    private void leave() {
        over = true;
        vertx.cancelTimer(timer);
        if (onward != null) {
            onward.reset(CANCELLED).onFailure(e -> LOG.debug("it was over: {}", e.getMessage()));
        }
    }
}
