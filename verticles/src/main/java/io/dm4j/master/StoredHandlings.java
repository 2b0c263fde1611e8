package io.dm4j.master;

import io.dm4j.position.BinlogPosition;
import io.dm4j.unit.Handling;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What operators want done with statements, inside of what is stored for a subtask. */
final class StoredHandlings {
    private static final String FIELD = "handlings";

    private StoredHandlings() {}

    static void write(List<Handling> handlings, JsonObject subtask) {
        if (!handlings.isEmpty()) {
            JsonArray all = new JsonArray();
            handlings.forEach(handling -> all.add(json(handling)));
            subtask.put(FIELD, all);
        }
    }

    private static JsonObject json(Handling handling) {
        return new JsonObject()
                .put("kind", handling.kind().name())
                .put("place", handling.place().argument())
                .put("statements", new JsonArray(handling.statements()))
                .put("order", handling.order());
    }

    static List<Handling> read(JsonObject subtask) {
        return subtask.getJsonArray(FIELD, new JsonArray()).stream()
                .map(each -> handling((JsonObject) each))
                .toList();
    }

    private static Handling handling(JsonObject json) {
        return new Handling(
                Handling.Kind.valueOf(json.getString("kind")),
                BinlogPosition.ofArgument(json.getString("place")).orElseThrow(),
                json.getJsonArray("statements").stream().map(String.class::cast).toList(),
                json.getLong("order"));
    }
}
