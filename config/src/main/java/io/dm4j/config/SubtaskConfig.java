package io.dm4j.config;

import java.util.List;
import java.util.Optional;

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
        Optional<StartPoint> start,
        LoadTuning load,
        SyncTuning sync) {
    public SubtaskConfig {
        routes = List.copyOf(routes);
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
                start,
                load,
                sync);
        return moved.equals(other) && target.differsInAccessOnly(other.target);
    }
}
