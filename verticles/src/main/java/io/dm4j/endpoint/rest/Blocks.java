package io.dm4j.endpoint.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Fields of a form into the blocks of a file. What is empty is left out: it asks for the same. */
final class Blocks {
    private Blocks() {}

    static void copy(JsonObject from, String key, Map<String, Object> to, String as) {
        Object value = from.getValue(key);
        if (value != null) {
            put(to, as, value instanceof JsonArray list ? List.copyOf(list.getList()) : value);
        }
    }

    static void put(Map<String, Object> block, String key, Object value) {
        boolean empty = value instanceof String text && text.isEmpty()
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            block.put(key, value);
        }
    }
}
