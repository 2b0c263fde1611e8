package io.dm4j.config;

import java.util.Optional;
import java.util.function.Function;

/** Reads an entry of {@code mysql-instances} into the task as it concerns that source. */
final class InstanceBlock {
    private static final int MOST_THREADS = 1_024;
    private static final long LARGEST_POSITION = 4_294_967_295L;

    private final Section section;
    private final TaskHeader task;
    private final TaskBlocks blocks;

    InstanceBlock(Section section, TaskHeader task, TaskBlocks blocks) {
        this.section = section;
        this.task = task;
        this.blocks = blocks;
    }

    SubtaskConfig read() {
        passRulesThatAreRefusedElsewhere();
        SubtaskConfig subtask = new SubtaskConfig(
                task.name(),
                sourceId(),
                task.mode(),
                task.metaSchema(),
                task.target(),
                task.caseSensitive(),
                allowList(),
                blocks.routes().takeAll(section, "route-rules", ConfigError.ROUTE_UNKNOWN),
                blocks.filters().takeAll(section, "filter-rules", ConfigError.FILTER_UNKNOWN),
                start(),
                load(),
                sync());
        section.finish();
        return subtask;
    }

    private String sourceId() {
        String id = section.text("source-id");
        if (id.isEmpty()) {
            section.problem(ConfigError.SOURCE_ID_MISSING_IN_INSTANCE, "source-id", "is missing");
        }
        return id;
    }

    private BlockAllowList allowList() {
        String reference = TaskBlocks.allowListKey(section);
        return blocks.allowLists()
                .take(section, reference, ConfigError.ALLOW_LIST_UNKNOWN)
                .orElse(BlockAllowList.ALL);
    }

    private Optional<StartPoint> start() {
        if (!section.has("meta")) {
            return Optional.empty();
        }
        Section meta = section.section("meta");
        StartPoint start = new StartPoint(
                meta.text("binlog-name"), meta.number("binlog-pos", 0L, 0, LARGEST_POSITION), meta.text("binlog-gtid"));
        meta.finish();
        if (start.binlogName().isEmpty() && start.binlogGtid().isEmpty()) {
            section.problem(ConfigError.START_POINT_WRONG, "meta", "needs binlog-name or binlog-gtid");
        }
        if (task.mode() != TaskMode.INCREMENTAL) {
            section.note("meta", "is used in task-mode incremental only");
            return Optional.empty();
        }
        return Optional.of(start);
    }

    private LoadTuning load() {
        DumpBlock.Dump dump = pick(
                        "mydumper",
                        ConfigError.DUMP_BLOCK_TWICE,
                        blocks.dumps(),
                        ConfigError.DUMP_BLOCK_UNKNOWN,
                        DumpBlock::read)
                .orElse(DumpBlock.Dump.DEFAULT);
        LoadBlock.Load load = pick(
                        "loader",
                        ConfigError.LOAD_BLOCK_TWICE,
                        blocks.loads(),
                        ConfigError.LOAD_BLOCK_UNKNOWN,
                        LoadBlock::read)
                .orElse(LoadBlock.Load.DEFAULT);
        int threads = threads("mydumper-thread", dump.threads());
        int poolSize = threads("loader-thread", load.poolSize());
        return new LoadTuning(threads, dump.rows(), poolSize, load.onDuplicate());
    }

    private SyncTuning sync() {
        SyncTuning sync = pick(
                        "syncer",
                        ConfigError.SYNC_BLOCK_TWICE,
                        blocks.syncs(),
                        ConfigError.SYNC_BLOCK_UNKNOWN,
                        SyncBlock::read)
                .orElse(SyncTuning.DEFAULT);
        return new SyncTuning(
                threads("syncer-thread", sync.workerCount()),
                sync.batch(),
                sync.safeMode(),
                sync.checkpointFlushInterval());
    }

    /** A block of an instance: named, or written in place, not both. */
    private <T> Optional<T> pick(
            String key, ConfigError both, NamedBlocks<T> named, ConfigError unknown, Function<Section, T> reader) {
        String reference = key + "-config-name";
        Optional<T> byName = named.take(section, reference, unknown);
        if (!section.has(key)) {
            return byName;
        }
        if (section.has(reference)) {
            section.problem(both, key, "stands beside " + reference + ": keep one of them");
        }
        return Optional.of(reader.apply(section.section(key)));
    }

    /** 0 means not set, as in DM. */
    private int threads(String key, int fallback) {
        int threads = section.number(key, 0, 0, MOST_THREADS);
        return threads == 0 ? fallback : threads;
    }

    private void passRulesThatAreRefusedElsewhere() {
        blocks.expressions().takeAll(section, "expression-filters", ConfigError.EXPRESSION_UNKNOWN);
        blocks.validators().take(section, "validator-config-name", ConfigError.VALIDATION_BLOCK_UNKNOWN);
        if (!section.texts("column-mapping-rules").isEmpty()) {
            section.problem(ConfigError.COLUMN_MAPPING_GONE, "column-mapping-rules", "DM gave column mapping up");
        }
    }
}
