package io.dm4j.endpoint.rest;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.EventFilterRule;
import io.dm4j.config.EventFilterRule.Action;
import io.dm4j.config.FilterEvent;
import io.dm4j.config.RouteRule;
import io.dm4j.config.StartPoint;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TablePattern;
import io.dm4j.config.TaskConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A task file as DM's {@code Task}: all that it says, so that {@link TaskForm} makes the same task of it again. What DM's form has no
 * place for is in fields of ours, which are there only where they are needed.
 */
final class TaskView {
    private final TaskConfig task;
    private final boolean filtersByRule;
    private final Set<String> routesSeen = new LinkedHashSet<>();
    private final JsonArray rules = new JsonArray();
    private final JsonArray sources = new JsonArray();

    private TaskView(TaskConfig task) {
        this.task = task;
        this.filtersByRule = filtersAreOfRules(task);
    }

    /** Without its secrets. */
    static JsonObject of(TaskConfig task, Optional<JsonArray> statuses) {
        JsonObject form = SecretFields.hidden(withSecrets(task));
        statuses.ifPresent(all -> form.put("status_list", all));
        return form;
    }

    static JsonObject withSecrets(TaskConfig task) {
        return new TaskView(task).form();
    }

    private JsonObject form() {
        task.subtasks().forEach(this::take);
        SubtaskConfig first = task.subtasks().get(0);
        JsonObject form = new JsonObject()
                .put("name", task.name())
                .put("task_mode", task.mode().toString())
                .put("meta_schema", task.metaSchema())
                .put("enhance_online_schema_change", false)
                .put("on_duplicate", UnitForms.onDuplicate(first.load()))
                .put("target_config", DatabaseForm.of(task.target()))
                .put("table_migrate_rule", rules)
                .put(
                        "source_config",
                        new JsonObject()
                                .put(UnitForms.FULL, UnitForms.of(first.load()))
                                .put(UnitForms.INCREMENTAL, UnitForms.of(first.sync()))
                                .put("source_conf", sources))
                .put("ignore_checking_items", new JsonArray(task.ignoreCheckingItems()));
        JsonObject filters = filters();
        if (!filters.isEmpty()) {
            form.put("binlog_filter_rule", filters);
        }
        if (!task.timezone().isEmpty()) {
            form.put("timezone", task.timezone());
        }
        return task.caseSensitive() ? form.put("case_sensitive", true) : form;
    }

    private void take(SubtaskConfig subtask) {
        patterns(subtask).forEach(pattern -> rules.add(rule(subtask, pattern)));
        sources.add(source(subtask));
    }

    /** A route is a rule with a target; what the allow-list names besides is a rule without one. */
    private static List<Pattern> patterns(SubtaskConfig subtask) {
        List<Pattern> patterns = new ArrayList<>();
        subtask.routes()
                .forEach(route ->
                        patterns.add(new Pattern(route.schemaPattern(), route.tablePattern(), Optional.of(route))));
        BlockAllowList list = subtask.blockAllowList();
        Stream.concat(list.doDbs().stream().map(schema -> new TablePattern(schema, "")), list.doTables().stream())
                .filter(table -> patterns.stream().noneMatch(p -> p.isOf(table)))
                .map(table -> new Pattern(table.schema(), table.table(), Optional.empty()))
                .toList()
                .forEach(patterns::add);
        return patterns;
    }

    private record Pattern(String schema, String table, Optional<RouteRule> route) {
        boolean isOf(TablePattern other) {
            return schema.equals(other.schema()) && TableRules.whole(table).equals(TableRules.whole(other.table()));
        }

        boolean isOf(EventFilterRule filter) {
            return schema.equals(filter.schemaPattern()) && table.equals(filter.tablePattern());
        }
    }

    private JsonObject rule(SubtaskConfig subtask, Pattern pattern) {
        JsonObject rule = new JsonObject()
                .put(
                        "source",
                        new JsonObject()
                                .put("source_name", subtask.sourceId())
                                .put("schema", pattern.schema())
                                .put("table", pattern.table()));
        pattern.route().ifPresent(route -> put(rule, route));
        List<String> names = filtersByRule
                ? subtask.filters().stream()
                        .filter(pattern::isOf)
                        .map(EventFilterRule::name)
                        .toList()
                : List.of();
        return names.isEmpty() ? rule : rule.put("binlog_filter_rule", new JsonArray(names));
    }

    private void put(JsonObject rule, RouteRule route) {
        rule.put("target", new JsonObject().put("schema", route.targetSchema()).put("table", route.targetTable()));
        if (!route.name().equals(TableRules.usualName(routesSeen.size())) || routesSeen.contains(route.name())) {
            rule.put("route_name", route.name());
        }
        routesSeen.add(route.name());
    }

    /** True if each filter leaves something out, of what one rule names, in the order of the rules: DM's form can say that. */
    private static boolean filtersAreOfRules(TaskConfig task) {
        List<EventFilterRule> all = new ArrayList<>();
        List<EventFilterRule> found = new ArrayList<>();
        for (SubtaskConfig subtask : task.subtasks()) {
            all.addAll(subtask.filters());
            patterns(subtask)
                    .forEach(pattern ->
                            subtask.filters().stream().filter(pattern::isOf).forEach(found::add));
        }
        return all.equals(found)
                && all.stream().allMatch(filter -> filter.action() == Action.IGNORE)
                && all.stream().map(EventFilterRule::name).distinct().count() == all.size();
    }

    private JsonObject filters() {
        JsonObject filters = new JsonObject();
        task.subtasks().forEach(subtask -> subtask.filters()
                .forEach(filter ->
                        filters.put(filter.name(), filtersByRule ? ofRules(filter) : FilterForms.of(filter))));
        return filters;
    }

    private static JsonObject ofRules(EventFilterRule filter) {
        JsonArray events = new JsonArray(
                filter.events().stream().map(FilterEvent::toString).toList());
        return new JsonObject().put("ignore_event", events).put("ignore_sql", new JsonArray(filter.sqlPatterns()));
    }

    private JsonObject source(SubtaskConfig subtask) {
        SubtaskConfig first = task.subtasks().get(0);
        JsonObject source = new JsonObject().put("source_name", subtask.sourceId());
        subtask.start().ifPresent(start -> put(source, start));
        if (!subtask.blockAllowList().equals(listOfRules(subtask))) {
            source.put("block_allow_list", form(subtask.blockAllowList()));
        }
        if (!filtersByRule && !subtask.filters().isEmpty()) {
            source.put(
                    "filter_rules",
                    new JsonArray(subtask.filters().stream()
                            .map(EventFilterRule::name)
                            .toList()));
        }
        if (!subtask.load().equals(first.load())) {
            source.put(UnitForms.FULL, UnitForms.whole(subtask.load()));
        }
        if (!subtask.sync().equals(first.sync())) {
            source.put(UnitForms.INCREMENTAL, UnitForms.whole(subtask.sync()));
        }
        return source;
    }

    private static BlockAllowList listOfRules(SubtaskConfig subtask) {
        List<TablePattern> tables = patterns(subtask).stream()
                .map(pattern -> new TablePattern(pattern.schema(), TableRules.whole(pattern.table())))
                .toList();
        return new BlockAllowList(List.of(), tables, List.of(), List.of());
    }

    private static JsonObject form(BlockAllowList list) {
        JsonObject form = new JsonObject();
        put(form, "do_dbs", new JsonArray(list.doDbs()));
        put(form, "do_tables", tables(list.doTables()));
        put(form, "ignore_dbs", new JsonArray(list.ignoreDbs()));
        put(form, "ignore_tables", tables(list.ignoreTables()));
        return form;
    }

    private static void put(JsonObject form, String key, JsonArray list) {
        if (!list.isEmpty()) {
            form.put(key, list);
        }
    }

    private static JsonArray tables(List<TablePattern> tables) {
        return new JsonArray(tables.stream()
                .map(table -> new JsonObject().put("schema", table.schema()).put("table", table.table()))
                .toList());
    }

    private static void put(JsonObject source, StartPoint start) {
        if (!start.binlogName().isEmpty()) {
            source.put("binlog_name", start.binlogName()).put("binlog_pos", start.binlogPos());
        }
        if (!start.binlogGtid().isEmpty()) {
            source.put("binlog_gtid", start.binlogGtid());
        }
    }
}
