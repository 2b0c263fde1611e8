package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.config.Node.Listing;
import io.dm4j.config.Node.Scalar;
import io.dm4j.config.Node.Style;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns an embedder's JsonObject into nodes; there are no lines. */
final class JsonTree {
    private static final Place PLACE = Place.of("JsonObject");

    private JsonTree() {}

    static Block of(JsonObject json) {
        Map<String, Node> entries = new LinkedHashMap<>();
        json.fieldNames().forEach(name -> entries.put(name, node(json.getValue(name))));
        return new Block(PLACE, entries);
    }

    private static Node node(Object value) {
        if (value instanceof JsonObject object) {
            return of(object);
        }
        if (value instanceof JsonArray array) {
            List<Node> items = new ArrayList<>();
            array.forEach(item -> items.add(node(item)));
            return new Listing(PLACE, items);
        }
        return new Scalar(PLACE, style(value), value == null ? "" : value.toString());
    }

    private static Style style(Object value) {
        if (value instanceof Boolean) {
            return Style.BOOLEAN;
        }
        if (value instanceof Double || value instanceof Float) {
            return Style.DECIMAL;
        }
        return value instanceof Number ? Style.INTEGER : Style.TEXT;
    }
}
