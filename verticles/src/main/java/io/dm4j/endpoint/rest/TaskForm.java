package io.dm4j.endpoint.rest;

import io.dm4j.config.YamlWriter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** DM's {@code Task} into the task file that says the same. */
final class TaskForm {
    private static final String ALL_OF_THEM = "global";

    private final JsonObject form;
    private final TableRules rules;
    private final FilterForms filters;

    private TaskForm(JsonObject form) {
        this.form = form;
        this.rules = new TableRules(ownLists(form));
        this.filters = new FilterForms(form.getJsonObject("binlog_filter_rule", new JsonObject()));
    }

    /** What a file cannot say yet is found when it is read; DmException for a rule that no file could say. */
    static String file(JsonObject form) {
        return new TaskForm(form).file();
    }

    private static Map<String, JsonObject> ownLists(JsonObject form) {
        Map<String, JsonObject> lists = new LinkedHashMap<>();
        sources(form).forEach(source -> {
            JsonObject list = source.getJsonObject("block_allow_list");
            if (list != null) {
                lists.put(source.getString("source_name"), list);
            }
        });
        return lists;
    }

    private String file() {
        objects(form, "table_migrate_rule").forEach(this::take);
        sources(form).forEach(filters::takeOwn);
        Map<String, Object> file = new LinkedHashMap<>();
        Blocks.copy(form, "name", file, "name");
        Blocks.copy(form, "task_mode", file, "task-mode");
        Blocks.copy(form, "meta_schema", file, "meta-schema");
        Blocks.copy(form, "timezone", file, "timezone");
        Blocks.copy(form, "case_sensitive", file, "case-sensitive");
        Blocks.copy(form, "shard_mode", file, "shard-mode");
        Blocks.copy(form, "strict_optimistic_shard_mode", file, "strict-optimistic-shard-mode");
        Blocks.copy(form, "enhance_online_schema_change", file, "online-ddl");
        Blocks.copy(form, "ignore_checking_items", file, "ignore-checking-items");
        file.put("target-database", DatabaseForm.block(form.getJsonObject("target_config")));
        Map<String, Map<String, Object>> units = UnitForms.blocks(UnitForms.full(form), UnitForms.incremental(form));
        List<Map<String, Object>> instances =
                sources(form).map(source -> instance(source, units)).toList();
        file.put("mysql-instances", instances);
        Blocks.put(file, "routes", rules.routes());
        Blocks.put(file, "filters", filters.blocks());
        Blocks.put(file, "block-allow-list", allowLists());
        units.forEach((kind, block) -> {
            if (instances.stream().anyMatch(instance -> instance.containsKey(reference(kind)))) {
                file.put(kind + "s", Map.of(ALL_OF_THEM, block));
            }
        });
        return YamlWriter.write(file);
    }

    private void take(JsonObject rule) {
        rules.take(rule);
        JsonObject source = rule.getJsonObject("source");
        rule.getJsonArray("binlog_filter_rule", new JsonArray())
                .forEach(filter -> filters.take((String) filter, source, source.getString("table", "")));
    }

    private Map<String, Object> instance(JsonObject source, Map<String, Map<String, Object>> units) {
        String name = source.getString("source_name");
        Map<String, Object> instance = new LinkedHashMap<>();
        instance.put("source-id", name);
        Blocks.put(instance, "meta", start(source));
        Blocks.put(instance, "route-rules", rules.routesFor(name));
        Blocks.put(instance, "filter-rules", filters.namesFor(name));
        if (!rules.allowListFor(name).isEmpty()) {
            instance.put("block-allow-list", listName(name));
        }
        Map<String, Map<String, Object>> own = ownUnits(source);
        units.keySet().stream()
                .filter(kind -> !own.containsKey(kind))
                .forEach(kind -> instance.put(reference(kind), ALL_OF_THEM));
        instance.putAll(own);
        return instance;
    }

    private static String reference(String kind) {
        return kind + "-config-name";
    }

    /** What is left out of a source's own is as in the task's. */
    private Map<String, Map<String, Object>> ownUnits(JsonObject source) {
        JsonObject full = source.getJsonObject(UnitForms.FULL);
        JsonObject incremental = source.getJsonObject(UnitForms.INCREMENTAL);
        return UnitForms.blocks(
                full == null ? new JsonObject() : UnitForms.full(form).copy().mergeIn(full),
                incremental == null
                        ? new JsonObject()
                        : UnitForms.incremental(form).copy().mergeIn(incremental));
    }

    private static Map<String, Object> start(JsonObject source) {
        Map<String, Object> meta = new LinkedHashMap<>();
        Blocks.copy(source, "binlog_name", meta, "binlog-name");
        Blocks.copy(source, "binlog_pos", meta, "binlog-pos");
        Blocks.copy(source, "binlog_gtid", meta, "binlog-gtid");
        return meta;
    }

    private Map<String, Object> allowLists() {
        Map<String, Object> lists = new LinkedHashMap<>();
        sources(form)
                .map(source -> source.getString("source_name"))
                .forEach(name -> Blocks.put(lists, listName(name), rules.allowListFor(name)));
        return lists;
    }

    private static String listName(String source) {
        return "tables-of-" + source;
    }

    private static Stream<JsonObject> sources(JsonObject form) {
        return objects(form.getJsonObject("source_config"), "source_conf");
    }

    private static Stream<JsonObject> objects(JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast);
    }
}
