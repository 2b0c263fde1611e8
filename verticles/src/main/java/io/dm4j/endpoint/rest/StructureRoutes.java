package io.dm4j.endpoint.rest;

import io.dm4j.config.ConfigError;
import io.dm4j.ddl.GivenTable;
import io.dm4j.error.DmException;
import io.dm4j.master.StructureService;
import io.dm4j.master.StructureService.Origin;
import io.dm4j.mysql.CreateTable;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * The structure that a task keeps of a table: shown, replaced, forgotten. What is replaced is written at once, and there are no shards
 * to be told: {@code flush} and {@code sync} make no difference.
 */
final class StructureRoutes {
    private static final String SCHEMA = "schema_name";
    private static final String TABLE = "table_name";
    private static final String SQL = "sql_content";

    private final StructureService structures;

    StructureRoutes(StructureService structures) {
        this.structures = structures;
    }

    /** By operationId. */
    Map<String, Operation> reading() {
        return Map.of("DMAPIGetTableStructure", this::show);
    }

    /** By operationId. */
    Map<String, Operation> changing() {
        return Map.of("DMAPIOperateTableStructure", this::replace, "DMAPIDeleteTableStructure", this::forget);
    }

    private Future<Answer> show(Call call) {
        return structures.kept(task(call), source(call), table(call)).map(kept -> Answer.of(form(kept)));
    }

    private static JsonObject form(TableSchema schema) {
        return new JsonObject()
                .put(SCHEMA, schema.id().schema())
                .put(TABLE, schema.id().table())
                .put("schema_create_sql", CreateTable.of(schema));
    }

    private Future<Answer> replace(Call call) {
        return Future.<Origin>future(read -> read.complete(origin(call.body())))
                .compose(origin -> structures.replace(task(call), source(call), table(call), origin))
                .map(done -> Answer.done());
    }

    private static Origin origin(JsonObject body) {
        String from = body.getString("schema_source", "sql");
        String sql = body.getString(SQL, "");
        if (from.equals("sql")) {
            if (sql.isBlank()) {
                throw new DmException(ConfigError.VALUE_WRONG, SQL + " is missing");
            }
            return new Origin.Text(GivenTable.of(sql));
        }
        if (!sql.isBlank()) {
            throw new DmException(ConfigError.VALUE_WRONG, SQL + " is given, and schema_source is " + from);
        }
        return from.equals("upstream") ? new Origin.Upstream() : new Origin.Downstream();
    }

    private Future<Answer> forget(Call call) {
        return structures.forget(task(call), source(call), table(call)).map(done -> Answer.deleted());
    }

    private static String task(Call call) {
        return call.path("task_name");
    }

    private static String source(Call call) {
        return call.path("source_name");
    }

    private static TableId table(Call call) {
        return new TableId(call.path(SCHEMA), call.path(TABLE));
    }
}
