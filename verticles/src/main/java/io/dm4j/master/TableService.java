package io.dm4j.master;

import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.dm4j.rule.Rules;
import io.dm4j.rule.TableSearch;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which tables sources have, and what a task makes of them. */
public final class TableService {
    private final ConfigService configs;
    private final TableLookup lookup;

    public TableService(ConfigService configs, TableLookup lookup) {
        this.configs = configs;
        this.lookup = lookup;
    }

    /** Where a table of a source goes. */
    public record MigrateTarget(TableId source, TableId target) {}

    /** Schemas of a source's database. */
    public Future<List<String>> schemas(String source) {
        return configs.openedSource(source).compose(lookup::schemas);
    }

    /** Tables of one schema of a source's database. */
    public Future<List<String>> tables(String source, String schema) {
        return configs.openedSource(source).compose(config -> lookup.tables(config, schema));
    }

    /** What a task takes of the tables that a source has now, in name order, whether it runs or not. */
    public Future<List<MigrateTarget>> targets(String task, String source, TableSearch search) {
        return subtask(task, source)
                .compose(subtask -> configs.openedSource(source).compose(config -> {
                    Rules rules = Rules.of(subtask.on(config));
                    return lookup.tables(config).map(tables -> tables.stream()
                            .filter(search::finds)
                            .flatMap(table -> target(rules, table))
                            .toList());
                }));
    }

    private static Stream<MigrateTarget> target(Rules rules, TableId table) {
        return rules.route(table).stream().map(target -> new MigrateTarget(table, target));
    }

    /** The definitions that a task keeps for a source, by upstream name; none before it has begun to follow. */
    public Future<Map<TableId, TableSchema>> kept(String task, String source) {
        return configs.openedTask(task).compose(config -> {
            subtask(config, source);
            return lookup.kept(config, source);
        });
    }

    private Future<SubtaskConfig> subtask(String task, String source) {
        return configs.openedTask(task).map(config -> subtask(config, source));
    }

    static SubtaskConfig subtask(TaskConfig config, String source) {
        return config.subtasks().stream()
                .filter(subtask -> subtask.sourceId().equals(source))
                .findFirst()
                .orElseThrow(() -> new DmException(
                        MasterError.SOURCE_UNKNOWN,
                        "source " + source + " is not in `mysql-instances` of task " + config.name()));
    }
}
