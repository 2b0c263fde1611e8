package io.dm4j.it.failure;

import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks masters by REST, and does not wait for one that is away. Any thread. */
final class RestCaller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final int OK = 200;

    private final Vertx vertx = Vertx.vertx();
    private final NodeChannel channel;

    RestCaller(SecurityConfig identity) {
        this.channel = NodeChannel.open(vertx, identity, Duration.ofSeconds(10));
    }

    /**
     * What a master answered.
     *
     * @param status 0 = nothing within the time
     */
    record Reply(int status, String text) {
        static final Reply NONE = new Reply(0, "");

        boolean isAccepted() {
            return status == OK;
        }

        /** What it answers by; empty where it refused. */
        Optional<JsonObject> json() {
            return isAccepted() ? Optional.of(new JsonObject(text)) : Optional.empty();
        }
    }

    /** @param body empty = none */
    Reply ask(Address master, HttpMethod method, String path, String body) {
        try {
            return channel.request(master, method, path)
                    .compose(request -> request.putHeader("content-type", "application/json")
                            .send(body))
                    .compose(RestCaller::reply)
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Reply.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.NONE;
        }
    }

    private static Future<Reply> reply(HttpClientResponse response) {
        return response.body().map(body -> new Reply(response.statusCode(), body.toString()));
    }

    @Override
    public void close() {
        try {
            channel.close()
                    .eventually(vertx::close)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the caller does not end", e);
        }
    }
}
