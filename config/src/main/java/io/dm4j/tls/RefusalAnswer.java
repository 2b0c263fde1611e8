package io.dm4j.tls;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Says no in the caller's language: JSON with a status for REST, trailers only for gRPC. */
final class RefusalAnswer {
    private static final String GRPC = "application/grpc";

    private RefusalAnswer() {}

    static Future<Void> send(Verdict verdict, HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return type != null && type.startsWith(GRPC)
                ? grpc(verdict, request.response())
                : rest(verdict, request.response());
    }

    private static Future<Void> rest(Verdict verdict, HttpServerResponse response) {
        JsonObject body = new JsonObject()
                .put("error_msg", message(verdict))
                .put("error_code", verdict.standing().error().number());
        return response.setStatusCode(verdict.standing().httpStatus())
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    private static Future<Void> grpc(Verdict verdict, HttpServerResponse response) {
        return response.setStatusCode(200)
                .putHeader("content-type", GRPC)
                .putHeader("grpc-status", Integer.toString(verdict.standing().grpcStatus()))
                .putHeader("grpc-message", percentEncoded(message(verdict)))
                .end();
    }

    private static String message(Verdict verdict) {
        return verdict.standing().error().because("%s", verdict.explanation()).getMessage();
    }

    /** As gRPC asks: printable ASCII stays, but for the percent sign. */
    static String percentEncoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b <= 0x7e && b != '%') {
                out.append((char) b);
            } else {
                out.append(String.format("%%%02X", b));
            }
        }
        return out.toString();
    }
}
