package io.dm4j.rule;

import io.dm4j.config.RouteRule;
import io.dm4j.row.TableId;

/** One rule of {@code routes}, its patterns compiled. */
record Route(RouteRule rule, NamePattern schema, NamePattern table) {

    static Route of(RouteRule rule, CaseRule caseRule) {
        return new Route(
                rule,
                NamePattern.of(rule.schemaPattern(), caseRule),
                NamePattern.of(rule.tablePattern().isEmpty() ? "*" : rule.tablePattern(), caseRule));
    }

    boolean ofWholeSchema() {
        return rule.tablePattern().isEmpty();
    }

    boolean matches(TableId source) {
        return schema.matches(source.schema()) && table.matches(source.table());
    }

    TableId target(TableId source) {
        return new TableId(
                targetSchema(source.schema()), rule.targetTable().isEmpty() ? source.table() : rule.targetTable());
    }

    String targetSchema(String source) {
        return rule.targetSchema().isEmpty() ? source : rule.targetSchema();
    }
}
