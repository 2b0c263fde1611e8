package io.dm4j.client;

import io.dm4j.api.session.MasterMessage;
import io.dm4j.api.session.WorkerMessage;
import io.dm4j.api.session.WorkerSessionGrpcClient;
import io.dm4j.config.Address;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;

/** A worker's open line to a master. */
public final class SessionClient {
    private final NodeChannel channel;

    public SessionClient(NodeChannel channel) {
        this.channel = channel;
    }

    /** Connects; the caller sets the link's handler and then speaks first. */
    public Future<Link> open(Address master) {
        return channel.stream(master, WorkerSessionGrpcClient.Open)
                .map(request -> new Link(request, channel.failures(master)));
    }

    /** One open stream. Confined to the context it was opened on. */
    public static final class Link {
        private final GrpcClientRequest<WorkerMessage, MasterMessage> request;
        private final CallFailures failures;
        private final Promise<Void> ended = Promise.promise();
        private Handler<MasterMessage> handler = message -> {};

        private Link(GrpcClientRequest<WorkerMessage, MasterMessage> request, CallFailures failures) {
            this.request = request;
            this.failures = failures;
            request.exceptionHandler(this::lost);
            request.response().onSuccess(this::listen).onFailure(this::lost);
        }

        /** Takes each message of the master, in order; set before the first write. */
        public Link handler(Handler<MasterMessage> each) {
            this.handler = each;
            return this;
        }

        /** Called once, when the stream is over: with the master's end of it, or with a coded failure. */
        public Link endHandler(Handler<AsyncResult<Void>> once) {
            ended.future().onComplete(result -> once.handle(ended.future()));
            return this;
        }

        /** Succeeds when the message is handed to the connection, which is not yet an answer. */
        public Future<Void> write(WorkerMessage message) {
            return ended.future().isComplete()
                    ? Future.failedFuture(failures.answeredNothing())
                    : request.write(message).recover(failure -> Future.failedFuture(failures.afterSending(failure)));
        }

        /** Ends our side and stops listening; the end handler is told, if it was not before. */
        public Future<Void> close() {
            if (!ended.tryComplete()) {
                return Future.succeededFuture();
            }
            handler = message -> {};
            return request.end().recover(alreadyGone -> Future.succeededFuture());
        }

        private void listen(GrpcClientResponse<WorkerMessage, MasterMessage> response) {
            response.handler(message -> handler.handle(message));
            response.exceptionHandler(this::lost);
            response.errorHandler(reset -> ended.tryFail(failures.brokenOff()));
            response.endHandler(end -> over(response));
        }

        private void over(GrpcClientResponse<WorkerMessage, MasterMessage> response) {
            if (response.status() == null || response.status() == GrpcStatus.OK) {
                ended.tryComplete();
            } else {
                ended.tryFail(failures.status(response.status(), NodeChannel.words(response)));
            }
        }

        private void lost(Throwable failure) {
            ended.tryFail(failures.afterSending(failure));
        }
    }
}
