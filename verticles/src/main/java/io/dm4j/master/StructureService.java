package io.dm4j.master;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.ddl.GivenTable;
import io.dm4j.error.DmException;
import io.dm4j.mysql.CreateTable;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.dm4j.rule.Rules;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The structures of source tables that a task keeps, to read rows by. A change takes effect when the task goes on: all rows from where
 * it rests are read by the new one.
 */
public final class StructureService {
    private final ConfigService configs;
    private final TableService tables;
    private final TableLookup lookup;
    private final StructureStore store;
    private final PausedTasks pausedTasks;

    public StructureService(
            ConfigService configs,
            TableService tables,
            TableLookup lookup,
            StructureStore store,
            PausedTasks pausedTasks) {
        this.configs = configs;
        this.tables = tables;
        this.lookup = lookup;
        this.store = store;
        this.pausedTasks = pausedTasks;
    }

    /** A table of a source as a task takes it. */
    public record Place(TaskConfig task, SourceConfig source, TableId table, TableId target) {}

    /** Where a structure is taken from. */
    public sealed interface Origin {

        /** An operator's statement. */
        record Text(GivenTable table) implements Origin {
            @Override
            public Future<TableSchema> read(StructureService service, Place place) {
                return service.store.read(place.task(), table, place.table());
            }
        }

        /** The source's table as it is now. */
        record Upstream() implements Origin {
            @Override
            public Future<TableSchema> read(StructureService service, Place place) {
                return service.lookup
                        .definition(place.source(), place.table())
                        .map(found -> found.orElseThrow(
                                () -> noTable("source " + place.source().sourceId(), place.table())));
            }
        }

        /** The table of the target that the source's goes to, as it is now. */
        record Downstream() implements Origin {
            @Override
            public Future<TableSchema> read(StructureService service, Place place) {
                return service.lookup.definition(place.task(), place.target()).map(found -> found.orElseThrow(
                                () -> noTable("the target", place.target()))
                        .as(place.table()));
            }
        }

        /** The structure, under the name of the source's table. */
        Future<TableSchema> read(StructureService service, Place place);

        private static DmException noTable(String where, TableId table) {
            return new DmException(MasterError.NO_SUCH_TABLE, "table " + table + " is not on " + where);
        }
    }

    /** The structure that is kept; fails if there is none. */
    public Future<TableSchema> kept(String task, String source, TableId table) {
        return tables.kept(task, source).map(kept -> Optional.ofNullable(kept.get(table))
                .orElseThrow(() -> new DmException(
                        MasterError.NO_STRUCTURE,
                        "task " + task + " keeps no structure of " + table + " of source " + source)));
    }

    /** As {@link #kept}, as CREATE TABLE in each outcome's words. */
    public Future<List<Outcome>> show(String task, List<String> sources, TableId table) {
        return pausedTasks.ask(task, sources, source -> place(task, source, table)
                .compose(place -> kept(task, source, table))
                .map(CreateTable::of));
    }

    /** Replaces the structure on one source; fails if the task is not paused there. */
    public Future<Void> replace(String task, String source, TableId table, Origin origin) {
        return pausedTasks.on(task, source, resting -> replace(task, resting, table, origin));
    }

    /** As the other, on each of these sources. */
    public Future<List<Outcome>> replace(String task, List<String> sources, TableId table, Origin origin) {
        return pausedTasks.each(
                task, sources, resting -> replace(task, resting, table, origin).map(""));
    }

    private Future<Void> replace(String task, PausedTasks.Resting resting, TableId table, Origin origin) {
        return place(task, resting.source(), table).compose(place -> origin.read(this, place)
                .compose(structure -> store.keep(place.task(), resting.source(), structure, resting.epoch())));
    }

    /** Forgets the structure on one source, so that the table's next row asks for it; fails if the task is not paused there. */
    public Future<Void> forget(String task, String source, TableId table) {
        return pausedTasks.on(task, source, resting -> forget(task, resting, table));
    }

    /** As the other, on each of these sources. */
    public Future<List<Outcome>> forget(String task, List<String> sources, TableId table) {
        return pausedTasks.each(
                task, sources, resting -> forget(task, resting, table).map(""));
    }

    private Future<Void> forget(String task, PausedTasks.Resting resting, TableId table) {
        return place(task, resting.source(), table)
                .compose(place -> store.forget(place.task(), resting.source(), table, resting.epoch()));
    }

    /** Fails if the task does not take the table. */
    private Future<Place> place(String task, String source, TableId table) {
        return configs.openedTask(task).compose(config -> {
            SubtaskConfig subtask = TableService.subtask(config, source);
            return configs.openedSource(source)
                    .map(from -> new Place(config, from, table, target(subtask.on(from), table)));
        });
    }

    private static TableId target(SubtaskConfig subtask, TableId table) {
        return Rules.of(subtask)
                .route(table)
                .orElseThrow(() -> new DmException(
                        MasterError.TABLE_NOT_TAKEN,
                        "task " + subtask.task() + " does not take table " + table + " of source "
                                + subtask.sourceId()));
    }
}
