package io.dm4j.endpoint.rest;

import io.dm4j.master.TableService;
import io.dm4j.master.TableService.MigrateTarget;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.dm4j.rule.TableSearch;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Schemas and tables: those of a source, and those that a task takes from it and keeps structures of. */
final class TableRoutes {
    private static final String SOURCE = "source_name";
    private static final String TASK = "task_name";
    private static final String SCHEMA = "schema_name";

    private final TableService tables;

    TableRoutes(TableService tables) {
        this.tables = tables;
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of(
                "DMAPIGetSourceSchemaList", this::schemas,
                "DMAPIGetSourceTableList", this::tables,
                "DMAPIGetTaskMigrateTargets", this::targets,
                "DMAPIGetSchemaListByTaskAndSource", this::keptSchemas,
                "DMAPIGetTableListByTaskAndSource", this::keptTables);
    }

    private Future<Answer> schemas(Call call) {
        return tables.schemas(call.path(SOURCE)).map(Answer::names);
    }

    private Future<Answer> tables(Call call) {
        return tables.tables(call.path(SOURCE), call.path(SCHEMA)).map(Answer::names);
    }

    private Future<Answer> targets(Call call) {
        TableSearch search = TableSearch.of(call.text("schema_pattern"), call.text("table_pattern"));
        return tables.targets(call.path(TASK), call.path(SOURCE), search)
                .map(targets ->
                        Answer.listed(targets.stream().map(TableRoutes::target).toList()));
    }

    private static JsonObject target(MigrateTarget target) {
        return new JsonObject()
                .put("source_schema", target.source().schema())
                .put("source_table", target.source().table())
                .put("target_schema", target.target().schema())
                .put("target_table", target.target().table());
    }

    private Future<Answer> keptSchemas(Call call) {
        return kept(call)
                .map(kept -> Answer.names(kept.keySet().stream()
                        .map(TableId::schema)
                        .distinct()
                        .sorted()
                        .toList()));
    }

    private Future<Answer> keptTables(Call call) {
        return kept(call)
                .map(kept -> Answer.names(kept.keySet().stream()
                        .filter(table -> table.schema().equals(call.path(SCHEMA)))
                        .map(TableId::table)
                        .sorted()
                        .toList()));
    }

    private Future<Map<TableId, TableSchema>> kept(Call call) {
        return tables.kept(call.path(TASK), call.path(SOURCE));
    }
}
