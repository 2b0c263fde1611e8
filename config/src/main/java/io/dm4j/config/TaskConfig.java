package io.dm4j.config;

import java.util.List;

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

    public List<String> sources() {
        return subtasks.stream().map(SubtaskConfig::sourceId).toList();
    }
}
