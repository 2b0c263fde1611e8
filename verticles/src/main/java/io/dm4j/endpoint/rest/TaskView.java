package io.dm4j.endpoint.rest;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.EventFilterRule;
import io.dm4j.config.FilterEvent;
import io.dm4j.config.LoadTuning;
import io.dm4j.config.RouteRule;
import io.dm4j.config.Secret;
import io.dm4j.config.StartPoint;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.SyncTuning;
import io.dm4j.config.TaskConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task file as DM's {@code Task}, without its secrets. Allow-lists of what to ignore, and filters of what to do,
 * have no place in that form and are not shown.
 */
final class TaskView {
    private TaskView() {}

    static JsonObject of(TaskConfig task, Optional<JsonArray> statuses) {
        SubtaskConfig first = task.subtasks().get(0);
        List<JsonObject> rules = new ArrayList<>();
        task.subtasks().forEach(subtask -> rules.addAll(rules(subtask)));
        JsonObject form = new JsonObject()
                .put("name", task.name())
                .put("task_mode", task.mode().toString())
                .put("meta_schema", task.metaSchema())
                .put("enhance_online_schema_change", false)
                .put("on_duplicate", onDuplicate(first.load()))
                .put("target_config", target(task.target()))
                .put("table_migrate_rule", new JsonArray(rules))
                .put("source_config", sources(task, first))
                .put("ignore_checking_items", new JsonArray(task.ignoreCheckingItems()));
        JsonObject filters = filters(task);
        if (!filters.isEmpty()) {
            form.put("binlog_filter_rule", filters);
        }
        if (!task.timezone().isEmpty()) {
            form.put("timezone", task.timezone());
        }
        statuses.ifPresent(all -> form.put("status_list", all));
        return form;
    }

    private static JsonObject filters(TaskConfig task) {
        JsonObject filters = new JsonObject();
        task.subtasks().forEach(subtask -> ignoring(subtask)
                .forEach(filter -> filters.put(
                        filter.name(),
                        new JsonObject()
                                .put(
                                        "ignore_event",
                                        new JsonArray(filter.events().stream()
                                                .map(FilterEvent::toString)
                                                .toList()))
                                .put("ignore_sql", new JsonArray(filter.sqlPatterns())))));
        return filters;
    }

    private static Stream<EventFilterRule> ignoring(SubtaskConfig subtask) {
        return subtask.filters().stream().filter(filter -> filter.action() == EventFilterRule.Action.IGNORE);
    }

    private static String onDuplicate(LoadTuning load) {
        return load.onDuplicate().name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject target(DatabaseConfig target) {
        JsonObject form = new JsonObject()
                .put("host", target.host())
                .put("port", target.port())
                .put("user", target.user())
                .put("password", Secret.HIDDEN);
        if (target.security().wantsTls()) {
            form.put("security", SecurityForm.of(target.security()));
        }
        return form;
    }

    /** A route is a rule with a target; what the allow-list names besides is a rule without one. */
    private static List<JsonObject> rules(SubtaskConfig subtask) {
        List<JsonObject> rules = new ArrayList<>();
        subtask.routes().forEach(route -> rules.add(rule(subtask, route)));
        subtask.blockAllowList().doDbs().stream()
                .filter(schema -> !routed(subtask, schema, ""))
                .forEach(schema -> rules.add(rule(subtask, schema, "")));
        subtask.blockAllowList().doTables().stream()
                .filter(table -> !routed(subtask, table.schema(), table.table()))
                .forEach(table -> rules.add(rule(subtask, table.schema(), table.table())));
        return rules;
    }

    private static boolean routed(SubtaskConfig subtask, String schema, String table) {
        return subtask.routes().stream()
                .anyMatch(route -> route.schemaPattern().equals(schema)
                        && whole(route.tablePattern()).equals(whole(table)));
    }

    private static String whole(String table) {
        return table.isEmpty() ? "*" : table;
    }

    private static JsonObject rule(SubtaskConfig subtask, RouteRule route) {
        JsonObject target = new JsonObject().put("schema", route.targetSchema()).put("table", route.targetTable());
        return rule(subtask, route.schemaPattern(), route.tablePattern()).put("target", target);
    }

    private static JsonObject rule(SubtaskConfig subtask, String schema, String table) {
        JsonObject rule = new JsonObject()
                .put(
                        "source",
                        new JsonObject()
                                .put("source_name", subtask.sourceId())
                                .put("schema", schema)
                                .put("table", table));
        List<String> filters = ignoring(subtask)
                .filter(filter -> filter.schemaPattern().equals(schema)
                        && whole(filter.tablePattern()).equals(whole(table)))
                .map(EventFilterRule::name)
                .toList();
        return filters.isEmpty() ? rule : rule.put("binlog_filter_rule", new JsonArray(filters));
    }

    private static JsonObject sources(TaskConfig task, SubtaskConfig first) {
        SyncTuning sync = first.sync();
        JsonArray each = new JsonArray();
        task.subtasks().forEach(subtask -> each.add(source(subtask)));
        return new JsonObject()
                .put(
                        "full_migrate_conf",
                        new JsonObject()
                                .put("export_threads", first.load().threads())
                                .put("import_threads", first.load().poolSize()))
                .put(
                        "incr_migrate_conf",
                        new JsonObject()
                                .put("repl_threads", sync.workerCount())
                                .put("repl_batch", sync.batch())
                                .put("safe_mode", sync.safeMode()))
                .put("source_conf", each);
    }

    private static JsonObject source(SubtaskConfig subtask) {
        JsonObject source = new JsonObject().put("source_name", subtask.sourceId());
        subtask.start().ifPresent(start -> put(source, start));
        return source;
    }

    private static void put(JsonObject source, StartPoint start) {
        if (start.binlogName().isEmpty()) {
            source.put("binlog_gtid", start.binlogGtid());
        } else {
            source.put("binlog_name", start.binlogName()).put("binlog_pos", start.binlogPos());
        }
    }
}
