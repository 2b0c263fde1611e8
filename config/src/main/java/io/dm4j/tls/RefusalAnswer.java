package io.dm4j.tls;

import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Says no in the caller's language: JSON with a status for REST, trailers only for gRPC. */
public final class RefusalAnswer {
    private static final String GRPC = "application/grpc";

    private RefusalAnswer() {}

    static Future<Void> send(Verdict verdict, HttpServerRequest request) {
        Standing standing = verdict.standing();
        return send(
                standing.error().because("%s", verdict.explanation()),
                standing.httpStatus(),
                standing.grpcStatus(),
                request);
    }

    /** Nothing of the answer may have been written before. */
    public static Future<Void> send(DmException why, int httpStatus, int grpcStatus, HttpServerRequest request) {
        String type = request.getHeader("content-type");
        return type != null && type.startsWith(GRPC)
                ? grpc(why, grpcStatus, request.response())
                : rest(why, httpStatus, request.response());
    }

    private static Future<Void> rest(DmException why, int status, HttpServerResponse response) {
        JsonObject body = new JsonObject()
                .put("error_msg", why.getMessage())
                .put("error_code", why.code().number());
        return response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(body.encode());
    }

    private static Future<Void> grpc(DmException why, int status, HttpServerResponse response) {
        return response.setStatusCode(200)
                .putHeader("content-type", GRPC)
                .putHeader("grpc-status", Integer.toString(status))
                .putHeader("grpc-message", percentEncoded(why.getMessage()))
                .end();
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
