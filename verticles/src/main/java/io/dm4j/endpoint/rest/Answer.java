package io.dm4j.endpoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a call is answered with.
 *
 * @param text JSON, empty for none
 */
record Answer(int status, String text) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    static Answer of(JsonObject body) {
        return new Answer(OK, body.encodePrettily());
    }

    /** Lists of names do not tell their length. */
    static Answer names(List<String> names) {
        return new Answer(OK, new JsonArray(names).encodePrettily());
    }

    /** DM's lists tell their length. */
    static Answer listed(List<JsonObject> all) {
        return of(new JsonObject().put("total", all.size()).put("data", new JsonArray(all)));
    }

    static Answer created(JsonObject body) {
        return new Answer(CREATED, body.encodePrettily());
    }

    /** Done as far as it could be. */
    static Answer accepted(JsonObject body) {
        return new Answer(ACCEPTED, body.encodePrettily());
    }

    /** An action is done; there is nothing to say. */
    static Answer done() {
        return new Answer(OK, "");
    }

    static Answer deleted() {
        return new Answer(NO_CONTENT, "");
    }

    /** DM says this of a source only, without a body. */
    static Answer notFound() {
        return new Answer(NOT_FOUND, "");
    }
}
