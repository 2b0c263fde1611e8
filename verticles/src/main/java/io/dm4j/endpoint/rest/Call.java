package io.dm4j.endpoint.rest;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.List;
import java.util.Optional;

/** A request that has passed the contract. */
record Call(ValidatedRequest request) {

    static Call of(RoutingContext context) {
        return new Call(context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST));
    }

    /** A part of the path; the contract requires it. */
    String path(String name) {
        return request.getPathParameters().get(name).getString();
    }

    /** The contract requires it. */
    JsonObject body() {
        return request.getBody().getJsonObject();
    }

    /** Empty if there is no body. */
    JsonObject bodyOrEmpty() {
        return Optional.ofNullable(request.getBody())
                .filter(body -> !body.isNull() && !body.isEmpty())
                .map(RequestParameter::getJsonObject)
                .orElseGet(JsonObject::new);
    }

    boolean flag(String name) {
        return query(name).map(RequestParameter::getBoolean).orElse(false);
    }

    Optional<String> text(String name) {
        return query(name).map(RequestParameter::getString);
    }

    /** Empty if it is not given. */
    List<String> texts(String name) {
        return query(name)
                .map(list -> list.getJsonArray().stream().map(String::valueOf).toList())
                .orElse(List.of());
    }

    private Optional<RequestParameter> query(String name) {
        return Optional.ofNullable(request.getQuery().get(name)).filter(value -> !value.isNull());
    }
}
