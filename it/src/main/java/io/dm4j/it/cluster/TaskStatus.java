package io.dm4j.it.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one answer of {@code query-status} says of the demo's only subtask; 64-bit integers come as strings. */
public record TaskStatus(String stage, String unit, JsonObject load, JsonObject sync, String errors) {

    /** Empty if the answer has no subtask yet, as just after the start. */
    public static Optional<TaskStatus> of(JsonObject answer) {
        JsonArray sources = answer.getJsonArray("sources", new JsonArray());
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        JsonArray subtasks = sources.getJsonObject(0).getJsonArray("subTaskStatus");
        return subtasks == null || subtasks.isEmpty()
                ? Optional.empty()
                : Optional.of(subtask(subtasks.getJsonObject(0)));
    }

    private static TaskStatus subtask(JsonObject subtask) {
        return new TaskStatus(
                subtask.getString("stage", ""),
                subtask.getString("unit", ""),
                subtask.getJsonObject("load", new JsonObject()),
                subtask.getJsonObject("sync", new JsonObject()),
                errors(subtask.getJsonObject("result")));
    }

    private static String errors(JsonObject result) {
        return result == null
                ? ""
                : result.getJsonArray("errors", new JsonArray()).stream()
                        .map(error -> ((JsonObject) error).getInteger("ErrCode") + " "
                                + ((JsonObject) error).getString("Message") + " "
                                + ((JsonObject) error).getString("RawCause", ""))
                        .collect(Collectors.joining("; "));
    }

    public boolean copies() {
        return unit.equals("Load") || unit.equals("Dump");
    }

    public boolean follows() {
        return unit.equals("Sync");
    }

    public boolean isPaused() {
        return stage.equals("Paused");
    }

    public long loadNumber(String field) {
        return Long.parseLong(load.getString(field, "0"));
    }

    public long secondsBehind() {
        return Long.parseLong(sync.getString("secondsBehindMaster", "0"));
    }

    public BinlogPlace applied() {
        return BinlogPlace.parse(sync.getString("syncerBinlog", ""));
    }

    public boolean isSynced() {
        return sync.getBoolean("synced", false);
    }
}
