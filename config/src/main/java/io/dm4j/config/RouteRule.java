package io.dm4j.config;

/**
 * {@code routes.*}: where a table's rows go (data reference 4.3).
 *
 * @param tablePattern empty = a rule for the whole schema
 * @param targetTable empty = the source table's name
 */
public record RouteRule(
        String name, String schemaPattern, String tablePattern, String targetSchema, String targetTable) {}
