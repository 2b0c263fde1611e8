package io.dm4j.endpoint.rest;

import io.dm4j.config.LoadTuning;
import io.dm4j.config.SyncTuning;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How a copy is made and how it is followed: DM's {@code full_migrate_conf} and {@code incr_migrate_conf}, and the blocks of a file. */
final class UnitForms {
    static final String FULL = "full_migrate_conf";
    static final String INCREMENTAL = "incr_migrate_conf";
    private static final String ON_DUPLICATE = "on_duplicate_logical";

    /** They get into the file, so that the check of it says that they have none. */
    private static final Map<String, String> WITHOUT_MEANING = new TreeMap<>(Map.of(
            "data_dir", "dir",
            "sorting_dir", "sorting-dir-physical",
            "disk_quota", "disk-quota-physical",
            "checksum", "checksum-physical",
            "analyze", "analyze",
            "range_concurrency", "range-concurrency",
            "compress-kv-pairs", "compress-kv-pairs",
            "pd_addr", "pd-addr",
            "on_duplicate_physical", "on-duplicate-physical"));

    private UnitForms() {}

    /** The blocks {@code mydumper}, {@code loader} and {@code syncer}, of which those that say nothing are left out. */
    static Map<String, Map<String, Object>> blocks(JsonObject full, JsonObject incremental) {
        Map<String, Object> dump = new LinkedHashMap<>();
        Blocks.copy(full, "export_threads", dump, "threads");
        Blocks.copy(full, "chunk_rows", dump, "rows");
        Map<String, Object> load = new LinkedHashMap<>();
        Blocks.copy(full, "import_threads", load, "pool-size");
        Blocks.copy(full, "import_mode", load, "import-mode");
        Blocks.copy(full, ON_DUPLICATE, load, "on-duplicate-logical");
        WITHOUT_MEANING.forEach((field, key) -> Blocks.copy(full, field, load, key));
        if (full.containsKey("consistency")) {
            dump.put("extra-args", "--consistency " + full.getString("consistency"));
        }
        Map<String, Object> sync = new LinkedHashMap<>();
        Blocks.copy(incremental, "repl_threads", sync, "worker-count");
        Blocks.copy(incremental, "repl_batch", sync, "batch");
        Blocks.copy(incremental, "safe_mode", sync, "safe-mode");
        Blocks.copy(incremental, "checkpoint_flush_interval", sync, "checkpoint-flush-interval");
        Map<String, Map<String, Object>> blocks = new LinkedHashMap<>();
        blocks.put("mydumper", dump);
        blocks.put("loader", load);
        blocks.put("syncer", sync);
        blocks.values().removeIf(Map::isEmpty);
        return blocks;
    }

    /** A task's own with its {@code on_duplicate}, of which DM's form has one more. */
    static JsonObject full(JsonObject task) {
        JsonObject full = task.getJsonObject("source_config").getJsonObject(FULL, new JsonObject());
        return full.containsKey(ON_DUPLICATE)
                ? full
                : full.copy().put(ON_DUPLICATE, task.getString("on_duplicate", ""));
    }

    static JsonObject incremental(JsonObject task) {
        return task.getJsonObject("source_config").getJsonObject(INCREMENTAL, new JsonObject());
    }

    static JsonObject of(LoadTuning load) {
        JsonObject form = new JsonObject().put("export_threads", load.threads()).put("import_threads", load.poolSize());
        return load.chunkRows() == LoadTuning.DEFAULT.chunkRows() ? form : form.put("chunk_rows", load.chunkRows());
    }

    /** For a source whose copy is not made as that of the others. */
    static JsonObject whole(LoadTuning load) {
        return of(load).put("chunk_rows", load.chunkRows()).put(ON_DUPLICATE, onDuplicate(load));
    }

    static String onDuplicate(LoadTuning load) {
        return load.onDuplicate().name().toLowerCase(Locale.ROOT);
    }

    static JsonObject of(SyncTuning sync) {
        JsonObject form = new JsonObject()
                .put("repl_threads", sync.workerCount())
                .put("repl_batch", sync.batch())
                .put("safe_mode", sync.safeMode());
        return sync.checkpointFlushInterval().equals(SyncTuning.DEFAULT.checkpointFlushInterval())
                ? form
                : form.put("checkpoint_flush_interval", seconds(sync));
    }

    /** For a source that is not followed as the others are. */
    static JsonObject whole(SyncTuning sync) {
        return of(sync).put("checkpoint_flush_interval", seconds(sync));
    }

    private static long seconds(SyncTuning sync) {
        return sync.checkpointFlushInterval().toSeconds();
    }
}
