package io.dm4j.config;

/** Reads an entry of {@code routes}. */
final class RouteBlock {
    private RouteBlock() {}

    static RouteRule read(String name, Section section) {
        RouteRule rule = new RouteRule(
                name,
                TablePatterns.read(section, "schema-pattern", ConfigError.ROUTE_WRONG),
                TablePatterns.read(section, "table-pattern", ConfigError.ROUTE_WRONG),
                section.text("target-schema"),
                section.text("target-table"));
        require(section, "schema-pattern", rule.schemaPattern());
        require(section, "target-schema", rule.targetSchema());
        if (rule.tablePattern().isEmpty() && !rule.targetTable().isEmpty()) {
            section.problem(ConfigError.ROUTE_WRONG, "target-table", "needs a table-pattern beside it");
        }
        section.emptyOnly("extract-table", "columns taken from table names");
        section.emptyOnly("extract-schema", "columns taken from schema names");
        section.emptyOnly("extract-source", "columns taken from source names");
        section.finish();
        return rule;
    }

    private static void require(Section section, String key, String value) {
        if (value.isEmpty()) {
            section.problem(ConfigError.ROUTE_WRONG, key, "is missing");
        }
    }
}
