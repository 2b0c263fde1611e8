package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The {@code table_migrate_rule} of a task's form into the routes and allow-lists of a file: which tables take part, one list for each
 * source, and where they go. A source with a {@code block_allow_list} of its own says the first by that.
 */
final class TableRules {
    private static final String USUAL = "rule-";

    private final Map<String, JsonObject> ownLists;
    private final Map<String, Object> routes = new LinkedHashMap<>();
    private final Map<String, List<String>> routesOf = new LinkedHashMap<>();
    private final Map<String, List<Object>> tablesOf = new LinkedHashMap<>();

    /** @param ownLists by source */
    TableRules(Map<String, JsonObject> ownLists) {
        this.ownLists = ownLists;
    }

    /** The name of the route of a rule that gives none; {@code before} are there already. */
    static String usualName(int before) {
        return USUAL + (before + 1);
    }

    /** A table that is left out stands for all of a schema. */
    static String whole(String table) {
        return table.isEmpty() ? "*" : table;
    }

    void take(JsonObject rule) {
        JsonObject source = rule.getJsonObject("source");
        String name = source.getString("source_name");
        String schema = source.getString("schema");
        String table = source.getString("table", "");
        JsonObject target = rule.getJsonObject("target", new JsonObject());
        boolean routed = !target.getString("schema", "").isEmpty();
        if (!routed && !target.getString("table", "").isEmpty()) {
            throw wrong("the target of " + schema + "." + whole(table) + " has a table and no schema");
        }
        requireMeaning(rule, name, schema, whole(table), routed);
        tablesOf.computeIfAbsent(name, n -> new ArrayList<>()).add(pair("db-name", schema, "tbl-name", whole(table)));
        if (routed) {
            String route = named(rule.getString("route_name", ""), route(schema, table, target));
            routesOf.computeIfAbsent(name, n -> new ArrayList<>()).add(route);
        }
    }

    /** Beside a list of its own a rule without a target has nothing to say but what stands in the list. */
    private void requireMeaning(JsonObject rule, String source, String schema, String table, boolean routed) {
        JsonObject list = ownLists.get(source);
        boolean filtered =
                !rule.getJsonArray("binlog_filter_rule", new JsonArray()).isEmpty();
        if (list == null || routed || filtered) {
            return;
        }
        boolean listed = table.equals("*") && strings(list, "do_dbs").anyMatch(schema::equals)
                || objects(list, "do_tables")
                        .anyMatch(each -> each.getString("schema").equals(schema)
                                && each.getString("table").equals(table));
        if (!listed) {
            throw wrong(schema + "." + table + " of source " + source
                    + " is not in the block_allow_list that this source has: add it there");
        }
    }

    private String named(String given, Map<String, Object> route) {
        String name = given;
        for (int i = routes.size(); name.isEmpty(); i++) {
            name = routes.containsKey(usualName(i)) ? "" : usualName(i);
        }
        Object before = routes.putIfAbsent(name, route);
        if (before != null && !before.equals(route)) {
            throw wrong("two rules that differ have the route_name " + name);
        }
        return name;
    }

    private static DmException wrong(String what) {
        return new DmException(ConfigError.VALUE_WRONG, "table_migrate_rule: " + what);
    }

    private static Map<String, Object> route(String schema, String table, JsonObject target) {
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("schema-pattern", schema);
        Blocks.put(route, "table-pattern", table);
        route.put("target-schema", target.getString("schema"));
        Blocks.put(route, "target-table", target.getString("table", ""));
        return route;
    }

    /** By name, all of the task. */
    Map<String, Object> routes() {
        return routes;
    }

    List<String> routesFor(String source) {
        return routesOf.getOrDefault(source, List.of());
    }

    /** Which tables of a source take part; empty for all. */
    Map<String, Object> allowListFor(String source) {
        Map<String, Object> list = new LinkedHashMap<>();
        JsonObject own = ownLists.get(source);
        if (own == null) {
            Blocks.put(list, "do-tables", tablesOf.getOrDefault(source, List.of()));
            return list;
        }
        Blocks.copy(own, "do_dbs", list, "do-dbs");
        Blocks.put(list, "do-tables", tables(own, "do_tables"));
        Blocks.copy(own, "ignore_dbs", list, "ignore-dbs");
        Blocks.put(list, "ignore-tables", tables(own, "ignore_tables"));
        return list;
    }

    private static List<Map<String, Object>> tables(JsonObject list, String key) {
        return objects(list, key)
                .map(each -> pair("db-name", each.getString("schema"), "tbl-name", each.getString("table")))
                .toList();
    }

    private static Stream<JsonObject> objects(JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    private static Stream<String> strings(JsonObject parent, String key) {
        return parent.getJsonArray(key, new JsonArray()).stream().map(String::valueOf);
    }

    private static Map<String, Object> pair(String key, String value, String other, String otherValue) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put(key, value);
        pair.put(other, otherValue);
        return pair;
    }
}
