package io.dm4j.endpoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What a call is answered with. */
record Answer(int status, Optional<JsonObject> body) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    static Answer of(JsonObject body) {
        return new Answer(OK, Optional.of(body));
    }

    /** DM's lists tell their length. */
    static Answer listed(List<JsonObject> all) {
        return of(new JsonObject().put("total", all.size()).put("data", new JsonArray(all)));
    }

    static Answer created(JsonObject body) {
        return new Answer(CREATED, Optional.of(body));
    }

    /** An action is done; there is nothing to say. */
    static Answer done() {
        return new Answer(OK, Optional.empty());
    }

    static Answer deleted() {
        return new Answer(NO_CONTENT, Optional.empty());
    }

    /** DM says this of a source only, without a body. */
    static Answer notFound() {
        return new Answer(NOT_FOUND, Optional.empty());
    }

    String text() {
        return body.map(JsonObject::encodePrettily).orElse("");
    }
}
