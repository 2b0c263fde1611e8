package io.dm4j.rule;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.TablePattern;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The block-allow-list, in DM's order of questions. Immutable. */
final class TableFilter {
    private static final Set<String> SYSTEM = Set.of(
            "mysql",
            "sys",
            "information_schema",
            "performance_schema",
            "metrics_schema",
            "inspection_schema",
            "dm_heartbeat");

    private final String metaSchema;
    private final List<NamePattern> doSchemas;
    private final List<NamePattern> ignoreSchemas;
    private final List<TwoPatterns> doTables;
    private final List<TwoPatterns> ignoreTables;

    private record TwoPatterns(NamePattern schema, NamePattern table) {
        boolean matches(TableId name) {
            return schema.matches(name.schema()) && table.matches(name.table());
        }
    }

    TableFilter(BlockAllowList list, String metaSchema, CaseRule caseRule) {
        this.metaSchema = metaSchema;
        doSchemas = patterns(list.doDbs(), caseRule);
        ignoreSchemas = patterns(list.ignoreDbs(), caseRule);
        doTables = tablePatterns(list.doTables(), caseRule);
        ignoreTables = tablePatterns(list.ignoreTables(), caseRule);
    }

    boolean takesSchema(String schema) {
        if (isSystem(schema)) {
            return false;
        }
        return doSchemas.isEmpty() ? !anyName(ignoreSchemas, schema) : anyName(doSchemas, schema);
    }

    boolean takes(TableId table) {
        if (!takesSchema(table.schema())) {
            return false;
        }
        if (anyTable(doTables, table)) {
            return true;
        }
        return !anyTable(ignoreTables, table) && doTables.isEmpty();
    }

    private boolean isSystem(String schema) {
        return SYSTEM.contains(schema.toLowerCase(Locale.ROOT)) || schema.equalsIgnoreCase(metaSchema);
    }

    private static boolean anyName(List<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    private static boolean anyTable(List<TwoPatterns> patterns, TableId table) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(table));
    }

    private static List<NamePattern> patterns(List<String> texts, CaseRule caseRule) {
        return texts.stream().map(text -> NamePattern.of(text, caseRule)).toList();
    }

    private static List<TwoPatterns> tablePatterns(List<TablePattern> texts, CaseRule caseRule) {
        return texts.stream()
                .map(text -> new TwoPatterns(
                        NamePattern.of(text.schema(), caseRule), NamePattern.of(text.table(), caseRule)))
                .toList();
    }
}
