package io.dm4j.client;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.grpc.client.GrpcClientOptions;
import io.vertx.grpc.client.impl.GrpcClientImpl;

/**
 * A gRPC client over an HTTP client that is ours, so that its TLS options can change. Vert.x 5.0 has this constructor but
 * no builder for it: the public form of a given HTTP client keeps the message limit at 256 KiB and no deadlines.
 */
final class AgentGrpcClient extends GrpcClientImpl {

    AgentGrpcClient(Vertx vertx, GrpcClientOptions options, HttpClient http) {
        super(vertx, options, http, false);
    }
}
