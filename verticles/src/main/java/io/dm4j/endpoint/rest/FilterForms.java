package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.config.EventFilterRule;
import io.dm4j.config.FilterEvent;
import io.dm4j.error.DmException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code binlog_filter_rule} of a task's form into the {@code filters} of a file. DM's are of the rules for tables that name them;
 * ours have patterns of their own, as those of a file, and sources name them.
 */
final class FilterForms {
    private static final String OWN = "schema_pattern";

    private final JsonObject forms;
    private final Map<String, Object> filters = new LinkedHashMap<>();
    private final Map<String, List<String>> bySource = new LinkedHashMap<>();

    FilterForms(JsonObject forms) {
        this.forms = forms;
        forms.forEach(field -> {
            JsonObject form = (JsonObject) field.getValue();
            if (form.containsKey(OWN)) {
                filters.put(field.getKey(), own(form));
            }
        });
    }

    /** The filters of a source, which have no names. */
    static List<Map<String, Object>> blocks(JsonArray forms) {
        return forms.stream().map(form -> own((JsonObject) form)).toList();
    }

    private static Map<String, Object> own(JsonObject form) {
        Map<String, Object> filter = new LinkedHashMap<>();
        Blocks.copy(form, OWN, filter, "schema-pattern");
        Blocks.copy(form, "table_pattern", filter, "table-pattern");
        Blocks.copy(form, "events", filter, "events");
        Blocks.copy(form, "sql_pattern", filter, "sql-pattern");
        filter.put("action", form.getString("action", "Ignore"));
        return filter;
    }

    /** A form's filter is of all its rules, a file's of one: the second gets a name of its own, which stays when the form comes back. */
    void take(String name, JsonObject source, String table) {
        JsonObject rule = forms.getJsonObject(name);
        if (rule == null) {
            throw new DmException(
                    ConfigError.FILTER_UNKNOWN, "table_migrate_rule: binlog_filter_rule has no rule named " + name);
        }
        if (rule.containsKey(OWN)) {
            throw new DmException(
                    ConfigError.FILTER_WRONG,
                    "table_migrate_rule: the filter " + name
                            + " has a schema_pattern: name it in filter_rules of a source");
        }
        String filter = name;
        for (int i = 2; filters.containsKey(filter); i++) {
            filter = name + "-" + i;
        }
        filters.put(filter, filter(rule, source, table));
        add(source.getString("source_name"), filter);
    }

    /** The filters that a source names itself. */
    void takeOwn(JsonObject source) {
        source.getJsonArray("filter_rules", new JsonArray())
                .forEach(name -> add(source.getString("source_name"), String.valueOf(name)));
    }

    private void add(String source, String filter) {
        bySource.computeIfAbsent(source, n -> new ArrayList<>()).add(filter);
    }

    private static Map<String, Object> filter(JsonObject rule, JsonObject source, String table) {
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("schema-pattern", source.getString("schema"));
        Blocks.put(filter, "table-pattern", table);
        Blocks.copy(rule, "ignore_event", filter, "events");
        Blocks.copy(rule, "ignore_sql", filter, "sql-pattern");
        filter.put("action", "Ignore");
        return filter;
    }

    /** A filter with its own patterns. */
    static JsonObject of(EventFilterRule filter) {
        JsonObject form = new JsonObject().put(OWN, filter.schemaPattern());
        if (!filter.tablePattern().isEmpty()) {
            form.put("table_pattern", filter.tablePattern());
        }
        return form.put(
                        "events",
                        new JsonArray(filter.events().stream()
                                .map(FilterEvent::toString)
                                .toList()))
                .put("sql_pattern", new JsonArray(filter.sqlPatterns()))
                .put("action", filter.action().toString());
    }

    /** By name, all of the task. */
    Map<String, Object> blocks() {
        return filters;
    }

    List<String> namesFor(String source) {
        return bySource.getOrDefault(source, List.of());
    }
}
