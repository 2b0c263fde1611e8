package io.dm4j.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A task as it concerns one of its sources: all names resolved, nothing left to look up. */
public record SubtaskConfig(
        String task,
        String sourceId,
        TaskMode mode,
        String metaSchema,
        DatabaseConfig target,
        boolean caseSensitive,
        BlockAllowList blockAllowList,
        List<RouteRule> routes,
        List<EventFilterRule> filters,
        Optional<StartPoint> start,
        LoadTuning load,
        SyncTuning sync) {
    public SubtaskConfig {
        routes = List.copyOf(routes);
        filters = List.copyOf(filters);
    }

    /** Without event filters. */
    public SubtaskConfig(
            String task,
            String sourceId,
            TaskMode mode,
            String metaSchema,
            DatabaseConfig target,
            boolean caseSensitive,
            BlockAllowList blockAllowList,
            List<RouteRule> routes,
            Optional<StartPoint> start,
            LoadTuning load,
            SyncTuning sync) {
        this(
                task,
                sourceId,
                mode,
                metaSchema,
                target,
                caseSensitive,
                blockAllowList,
                routes,
                List.of(),
                start,
                load,
                sync);
    }

    /** As it is on its source: what that source's file says of all its tasks is in it, {@code case-sensitive} and {@code filters}. */
    public SubtaskConfig on(SourceConfig source) {
        return new SubtaskConfig(
                task,
                sourceId,
                mode,
                metaSchema,
                target,
                caseSensitive || source.caseSensitive(),
                blockAllowList,
                routes,
                Stream.concat(filters.stream(), source.filters().stream()).toList(),
                start,
                load,
                sync);
    }

    /** The keys of a task file in whose values the other differs. */
    Set<String> differences(SubtaskConfig other) {
        return new Differences()
                .compare("name", task, other.task)
                .compare("mysql-instances", sourceId, other.sourceId)
                .compare("task-mode", mode, other.mode)
                .compare("meta-schema", metaSchema, other.metaSchema)
                .compare("target-database", target, other.target)
                .compare("case-sensitive", caseSensitive, other.caseSensitive)
                .compare("block-allow-list", blockAllowList, other.blockAllowList)
                .compare("routes", routes, other.routes)
                .compare("filters", filters, other.filters)
                .compare("meta", start, other.start)
                .compare("mydumpers", load.threads(), other.load.threads())
                .compare("mydumpers", load.chunkRows(), other.load.chunkRows())
                .compare("loaders", load.poolSize(), other.load.poolSize())
                .compare("loaders", load.onDuplicate(), other.load.onDuplicate())
                .compare("syncers", sync, other.sync)
                .keys();
    }

    /** True if the other says nothing new but the target's user, password and security block, and TLS stays TLS. */
    public boolean differsInAccessOnly(SubtaskConfig other) {
        SubtaskConfig moved = new SubtaskConfig(
                task,
                sourceId,
                mode,
                metaSchema,
                other.target,
                caseSensitive,
                blockAllowList,
                routes,
                filters,
                start,
                load,
                sync);
        return moved.equals(other) && target.differsInAccessOnly(other.target);
    }
}
