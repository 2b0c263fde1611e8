package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.YamlWriter;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** DM's {@code Task} into the task file that says the same: rules become routes and allow-lists, one list for each source. */
final class TaskForm {
    private static final String ALL_OF_THEM = "global";

    private final JsonObject form;
    private final Map<String, Object> routes = new LinkedHashMap<>();
    private final Map<String, List<String>> routesOf = new LinkedHashMap<>();
    private final Map<String, Object> filters = new LinkedHashMap<>();
    private final Map<String, List<String>> filtersOf = new LinkedHashMap<>();
    private final Map<String, List<Object>> tablesOf = new LinkedHashMap<>();

    private TaskForm(JsonObject form) {
        this.form = form;
    }

    /** What a file cannot say yet is found when it is read; DmException for a rule that no file could say. */
    static String file(JsonObject form) {
        return new TaskForm(form).file();
    }

    private String file() {
        objects(form, "table_migrate_rule").forEach(this::take);
        Map<String, Object> file = new LinkedHashMap<>();
        copy(form, "name", file, "name");
        copy(form, "task_mode", file, "task-mode");
        copy(form, "meta_schema", file, "meta-schema");
        copy(form, "timezone", file, "timezone");
        copy(form, "shard_mode", file, "shard-mode");
        copy(form, "strict_optimistic_shard_mode", file, "strict-optimistic-shard-mode");
        copy(form, "enhance_online_schema_change", file, "online-ddl");
        copy(form, "ignore_checking_items", file, "ignore-checking-items");
        file.put("target-database", target());
        Map<String, Object> units = units();
        file.put("mysql-instances", instances(units));
        put(file, "routes", routes);
        put(file, "filters", filters);
        put(file, "block-allow-list", allowLists());
        units.forEach((kind, block) -> file.put(kind, Map.of(ALL_OF_THEM, block)));
        return YamlWriter.write(file);
    }

    private void take(JsonObject rule) {
        JsonObject source = rule.getJsonObject("source");
        String name = source.getString("source_name");
        String table = source.getString("table", "");
        tablesOf.computeIfAbsent(name, n -> new ArrayList<>())
                .add(ordered("db-name", source.getString("schema"), "tbl-name", table.isEmpty() ? "*" : table));
        JsonObject target = rule.getJsonObject("target", new JsonObject());
        if (!target.getString("schema", "").isEmpty()) {
            String route = "rule-" + (routes.size() + 1);
            routes.put(route, route(source, table, target));
            routesOf.computeIfAbsent(name, n -> new ArrayList<>()).add(route);
        }
        rule.getJsonArray("binlog_filter_rule", new JsonArray())
                .forEach(filter -> take((String) filter, source, table));
    }

    /** A form's filter is of all its rules, a file's of one: the second gets a name of its own, which stays when the form comes back. */
    private void take(String name, JsonObject source, String table) {
        JsonObject rule =
                form.getJsonObject("binlog_filter_rule", new JsonObject()).getJsonObject(name);
        if (rule == null) {
            throw new DmException(
                    ConfigError.FILTER_UNKNOWN, "table_migrate_rule: binlog_filter_rule has no rule named " + name);
        }
        String filter = name;
        for (int i = 2; filters.containsKey(filter); i++) {
            filter = name + "-" + i;
        }
        filters.put(filter, filter(rule, source, table));
        filtersOf
                .computeIfAbsent(source.getString("source_name"), n -> new ArrayList<>())
                .add(filter);
    }

    private static Map<String, Object> filter(JsonObject rule, JsonObject source, String table) {
        Map<String, Object> filter = ordered("schema-pattern", source.getString("schema"));
        put(filter, "table-pattern", table);
        copy(rule, "ignore_event", filter, "events");
        copy(rule, "ignore_sql", filter, "sql-pattern");
        filter.put("action", "Ignore");
        return filter;
    }

    private static Map<String, Object> route(JsonObject source, String table, JsonObject target) {
        Map<String, Object> route = ordered("schema-pattern", source.getString("schema"));
        put(route, "table-pattern", table);
        route.put("target-schema", target.getString("schema"));
        put(route, "target-table", target.getString("table", ""));
        return route;
    }

    private Map<String, Object> target() {
        JsonObject target = form.getJsonObject("target_config");
        Map<String, Object> block = SourceForm.database(target);
        JsonObject session = target.getJsonObject("session", new JsonObject());
        if (session.containsKey("foreign_key_checks")) {
            block.put("session", Map.of("foreign_key_checks", String.valueOf(session.getValue("foreign_key_checks"))));
        }
        return block;
    }

    private List<Object> instances(Map<String, Object> units) {
        List<Object> instances = new ArrayList<>();
        objects(form.getJsonObject("source_config"), "source_conf").forEach(source -> {
            String name = source.getString("source_name");
            Map<String, Object> instance = ordered("source-id", name);
            put(instance, "meta", start(source));
            put(instance, "route-rules", routesOf.getOrDefault(name, List.of()));
            put(instance, "filter-rules", filtersOf.getOrDefault(name, List.of()));
            if (tablesOf.containsKey(name)) {
                instance.put("block-allow-list", listName(name));
            }
            units.keySet().forEach(kind -> instance.put(oneOf(kind) + "-config-name", ALL_OF_THEM));
            instances.add(instance);
        });
        return instances;
    }

    /** {@code syncers} holds what {@code syncer-config-name} names. */
    private static String oneOf(String kind) {
        return kind.substring(0, kind.length() - 1);
    }

    private static Map<String, Object> start(JsonObject source) {
        Map<String, Object> meta = new LinkedHashMap<>();
        copy(source, "binlog_name", meta, "binlog-name");
        copy(source, "binlog_pos", meta, "binlog-pos");
        copy(source, "binlog_gtid", meta, "binlog-gtid");
        return meta;
    }

    private Map<String, Object> allowLists() {
        Map<String, Object> lists = new LinkedHashMap<>();
        tablesOf.forEach((source, tables) -> lists.put(listName(source), Map.of("do-tables", tables)));
        return lists;
    }

    private static String listName(String source) {
        return "tables-of-" + source;
    }

    private Map<String, Object> units() {
        JsonObject config = form.getJsonObject("source_config");
        JsonObject full = config.getJsonObject("full_migrate_conf", new JsonObject());
        JsonObject incremental = config.getJsonObject("incr_migrate_conf", new JsonObject());
        Map<String, Object> dump = new LinkedHashMap<>();
        copy(full, "export_threads", dump, "threads");
        Map<String, Object> load = new LinkedHashMap<>();
        copy(full, "import_threads", load, "pool-size");
        copy(full, "import_mode", load, "import-mode");
        copy(form, "on_duplicate", load, "on-duplicate-logical");
        copy(full, "on_duplicate_logical", load, "on-duplicate-logical");
        Map<String, Object> sync = new LinkedHashMap<>();
        copy(incremental, "repl_threads", sync, "worker-count");
        copy(incremental, "repl_batch", sync, "batch");
        copy(incremental, "safe_mode", sync, "safe-mode");
        Map<String, Object> units = new LinkedHashMap<>();
        put(units, "mydumpers", dump);
        put(units, "loaders", load);
        put(units, "syncers", sync);
        return units;
    }

    private static Stream<JsonObject> objects(JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    private static void copy(JsonObject from, String key, Map<String, Object> to, String as) {
        Object value = from.getValue(key);
        if (value != null) {
            put(to, as, value instanceof JsonArray list ? List.copyOf(list.getList()) : value);
        }
    }

    /** Nothing for what is empty. */
    private static void put(Map<String, Object> block, String key, Object value) {
        boolean empty = value instanceof String text && text.isEmpty()
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            block.put(key, value);
        }
    }

    private static Map<String, Object> ordered(String... pairs) {
        Map<String, Object> block = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            block.put(pairs[i], pairs[i + 1]);
        }
        return block;
    }
}
