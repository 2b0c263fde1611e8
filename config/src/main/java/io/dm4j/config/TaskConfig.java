package io.dm4j.config;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A task file (control reference 2.7, 2.8).
 *
 * @param timezone empty = +00:00 on both sides
 * @param ignoreCheckingItems {@code ignore-checking-items}
 * @param subtasks one per entry of {@code mysql-instances}, in the file's order
 */
public record TaskConfig(
        String name,
        TaskMode mode,
        String metaSchema,
        String timezone,
        boolean caseSensitive,
        DatabaseConfig target,
        List<String> ignoreCheckingItems,
        List<SubtaskConfig> subtasks) {
    public TaskConfig {
        ignoreCheckingItems = List.copyOf(ignoreCheckingItems);
        subtasks = List.copyOf(subtasks);
    }

    /** True if the other says nothing new but the target's user, password and security block, and TLS stays TLS. */
    public boolean differsInAccessOnly(TaskConfig other) {
        return name.equals(other.name)
                && sources().equals(other.sources())
                && IntStream.range(0, subtasks.size())
                        .allMatch(i -> subtasks.get(i).differsInAccessOnly(other.subtasks.get(i)));
    }

    /** The keys of the file in whose values the other differs, in alphabetical order. */
    public Set<String> differences(TaskConfig other) {
        Set<String> keys = new Differences()
                .compare("name", name, other.name)
                .compare("timezone", timezone, other.timezone)
                .compare("ignore-checking-items", ignoreCheckingItems, other.ignoreCheckingItems)
                .compare("mysql-instances", sources(), other.sources())
                .keys();
        IntStream.range(0, Math.min(subtasks.size(), other.subtasks.size()))
                .forEach(i -> keys.addAll(subtasks.get(i).differences(other.subtasks.get(i))));
        return keys;
    }

    public List<String> sources() {
        return subtasks.stream().map(SubtaskConfig::sourceId).toList();
    }
}
