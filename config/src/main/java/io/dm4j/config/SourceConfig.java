package io.dm4j.config;

import java.util.List;
import java.util.Set;

/**
 * A source file: one upstream server (control reference 2.5).
 *
 * @param enable false: no task on it runs
 * @param enableGtid follow by GTID instead of file and position
 * @param serverId the replica's id we register with; 0 = derived from the source's name, the same at each start
 * @param caseSensitive how patterns of its tasks compare names; true if this or the task says so
 * @param autoResume {@code checker.check-enable}: retry by itself what can heal
 * @param placement the labels that the worker must have
 * @param filters of each task, behind its own
 */
public record SourceConfig(
        String sourceId,
        boolean enable,
        boolean enableGtid,
        Flavor flavor,
        long serverId,
        DatabaseConfig from,
        boolean caseSensitive,
        boolean autoResume,
        Labels placement,
        List<EventFilterRule> filters) {
    public SourceConfig {
        filters = List.copyOf(filters);
    }

    /** For any worker, without event filters. */
    public SourceConfig(
            String sourceId,
            boolean enable,
            boolean enableGtid,
            Flavor flavor,
            long serverId,
            DatabaseConfig from,
            boolean caseSensitive,
            boolean autoResume) {
        this(sourceId, enable, enableGtid, flavor, serverId, from, caseSensitive, autoResume, Labels.NONE, List.of());
    }

    /** The same source with its tasks let run, or not. */
    SourceConfig switched(boolean now) {
        return new SourceConfig(
                sourceId, now, enableGtid, flavor, serverId, from, caseSensitive, autoResume, placement, filters);
    }

    /** The keys of the file in whose values the other differs, in alphabetical order. */
    public Set<String> differences(SourceConfig other) {
        return new Differences()
                .compare("source-id", sourceId, other.sourceId)
                .compare("enable", enable, other.enable)
                .compare("enable-gtid", enableGtid, other.enableGtid)
                .compare("flavor", flavor, other.flavor)
                .compare("server-id", serverId, other.serverId)
                .compare("from", from, other.from)
                .compare("case-sensitive", caseSensitive, other.caseSensitive)
                .compare("checker.check-enable", autoResume, other.autoResume)
                .compare("placement", placement, other.placement)
                .compare("filters", filters, other.filters)
                .keys();
    }

    /** True if the other says nothing new but {@code enable}, user, password and security block, and TLS stays TLS; or nothing new at all. */
    public boolean differsInAccessOnly(SourceConfig other) {
        SourceConfig moved = new SourceConfig(
                sourceId,
                other.enable,
                enableGtid,
                flavor,
                serverId,
                other.from,
                caseSensitive,
                autoResume,
                placement,
                filters);
        return moved.equals(other) && from.differsInAccessOnly(other.from);
    }
}
