package io.dm4j.endpoint.master;

import io.dm4j.api.OperateSchemaRequest;
import io.dm4j.ddl.GivenTable;
import io.dm4j.error.DmException;
import io.dm4j.master.MasterError;
import io.dm4j.master.Outcome;
import io.dm4j.master.PausedTasks;
import io.dm4j.master.StructureService;
import io.dm4j.master.StructureService.Origin;
import io.dm4j.master.TableService;
import io.dm4j.row.TableId;
import io.dm4j.rule.TableSearch;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code OperateSchema} can do, one outcome a source. What is replaced is written at once, and there are no shards to be told:
 * {@code flush} and {@code sync} make no difference.
 */
public final class StructureCalls {
    private final TableService tables;
    private final StructureService structures;
    private final PausedTasks pausedTasks;

    public StructureCalls(TableService tables, StructureService structures, PausedTasks pausedTasks) {
        this.tables = tables;
        this.structures = structures;
        this.pausedTasks = pausedTasks;
    }

    static boolean isChange(OperateSchemaRequest request) {
        return switch (request.getOp()) {
            case SetSchema, RemoveSchema -> true;
            default -> false;
        };
    }

    /** What a call is about, in words. */
    static String object(OperateSchemaRequest request) {
        return "task " + request.getTask() + " of source " + String.join(",", request.getSourcesList()) + " table "
                + table(request);
    }

    /** What is asked for is in each outcome's words: CREATE TABLE, or a list in JSON. */
    Future<List<Outcome>> carryOut(OperateSchemaRequest request) {
        String task = request.getTask();
        return switch (request.getOp()) {
            case GetSchema -> structures.show(task, request.getSourcesList(), table(request));
            case SetSchema -> structures.replace(task, named(request), table(request), origin(request));
            case RemoveSchema -> structures.forget(task, named(request), table(request));
            case ListSchema ->
                list(request, source -> kept(task, source).map(kept -> names(kept.map(TableId::schema))));
            case ListTable ->
                list(request, source -> kept(task, source)
                        .map(kept -> names(kept.filter(table -> table.schema().equals(request.getDatabase()))
                                .map(TableId::table))));
            case ListMigrateTargets -> list(request, source -> targets(request, source));
            default ->
                throw new DmException(
                        MasterError.WRONG_OPERATION, "no such operation on a structure: " + request.getOp());
        };
    }

    private Future<List<Outcome>> list(OperateSchemaRequest request, Function<String, Future<JsonArray>> question) {
        return pausedTasks.ask(request.getTask(), request.getSourcesList(), source -> question.apply(source)
                .map(JsonArray::encode));
    }

    private Future<Stream<TableId>> kept(String task, String source) {
        return tables.kept(task, source).map(kept -> kept.keySet().stream());
    }

    private static JsonArray names(Stream<String> names) {
        return new JsonArray(names.distinct().sorted().toList());
    }

    private Future<JsonArray> targets(OperateSchemaRequest request, String source) {
        TableSearch search = TableSearch.of(pattern(request.getDatabase()), pattern(request.getTable()));
        return tables.targets(request.getTask(), source, search)
                .map(targets -> new JsonArray(
                        targets.stream().map(StructureCalls::target).toList()));
    }

    private static Optional<String> pattern(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private static JsonObject target(TableService.MigrateTarget target) {
        return new JsonObject()
                .put("source_schema", target.source().schema())
                .put("source_table", target.source().table())
                .put("target_schema", target.target().schema())
                .put("target_table", target.target().table());
    }

    /** Who changes something says where. */
    private static List<String> named(OperateSchemaRequest request) {
        if (request.getSourcesCount() == 0) {
            throw new DmException(MasterError.WRONG_OPERATION, "must specify at least one source");
        }
        return request.getSourcesList();
    }

    private static TableId table(OperateSchemaRequest request) {
        return new TableId(request.getDatabase(), request.getTable());
    }

    private static Origin origin(OperateSchemaRequest request) {
        boolean text = !request.getSchema().isBlank();
        long given = Stream.of(text, request.getFromSource(), request.getFromTarget())
                .filter(is -> is)
                .count();
        if (given != 1) {
            throw new DmException(
                    MasterError.WRONG_OPERATION,
                    "a structure comes from a CREATE TABLE statement, from the source, or from the target: one of them");
        }
        if (text) {
            return new Origin.Text(GivenTable.of(request.getSchema()));
        }
        return request.getFromSource() ? new Origin.Upstream() : new Origin.Downstream();
    }
}
