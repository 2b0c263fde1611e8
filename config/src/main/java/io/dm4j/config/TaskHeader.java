package io.dm4j.config;

/** What all subtasks of a task have in common. */
record TaskHeader(String name, TaskMode mode, String metaSchema, DatabaseConfig target, boolean caseSensitive) {}
