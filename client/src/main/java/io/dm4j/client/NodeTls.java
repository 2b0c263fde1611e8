package io.dm4j.client;

import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.grpc.client.GrpcClientRequest;

/** What a connection to a node asks of the TLS material. */
interface NodeTls {

    /** The material of now goes into the agent, for the next connection. */
    void refresh();

    /** Refuses a node whose Common Name is not among those that may answer us. */
    void verify(GrpcClientRequest<?, ?> request, CallFailures failures);

    static void prepare(HttpClientOptions options) {
        options.setSsl(true).setUseAlpn(true);
    }

    static NodeTls of(SecurityConfig security, HttpClientAgent agent) {
        if (security.wantsTls()) {
            throw new DmException(NodeError.CALL_FAILED, "TLS towards nodes is not supported yet");
        }
        return new Plain();
    }

    /** No material, nothing to check. */
    final class Plain implements NodeTls {
        @Override
        public void refresh() {
            // plain text has no material
        }

        @Override
        public void verify(GrpcClientRequest<?, ?> request, CallFailures failures) {
            // plain text has no names
        }
    }
}
