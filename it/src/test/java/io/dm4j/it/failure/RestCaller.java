package io.dm4j.it.failure;

import io.dm4j.client.NodeChannel;
import io.dm4j.config.Address;
import io.dm4j.config.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks masters by REST, briefly: one that is away, or says no, gives no answer. */
final class RestCaller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(700);
    private static final int OK = 200;

    private final Vertx vertx = Vertx.vertx();
    private final NodeChannel channel;

    RestCaller(SecurityConfig identity) {
        this.channel = NodeChannel.open(vertx, identity, Duration.ofSeconds(10));
    }

    /** @param body empty = none */
    Optional<JsonObject> ask(Address master, HttpMethod method, String path, String body) {
        try {
            return Optional.of(channel.request(master, method, path)
                    .compose(request -> request.putHeader("content-type", "application/json")
                            .send(body))
                    .compose(RestCaller::accepted)
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A page, whatever its status; empty if there is no answer. */
    String text(Address master, String path) {
        try {
            return channel.request(master, HttpMethod.GET, path)
                    .compose(request -> request.send().compose(HttpClientResponse::body))
                    .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS)
                    .toString();
        } catch (ExecutionException | TimeoutException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static Future<JsonObject> accepted(HttpClientResponse response) {
        return response.statusCode() == OK
                ? response.body().map(Buffer::toJsonObject)
                : Future.failedFuture("status " + response.statusCode());
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
