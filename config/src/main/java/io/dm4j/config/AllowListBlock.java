package io.dm4j.config;

import java.util.ArrayList;
import java.util.List;

/** Reads an entry of {@code block-allow-list}. */
final class AllowListBlock {
    private AllowListBlock() {}

    static BlockAllowList read(String name, Section section) {
        BlockAllowList list = new BlockAllowList(
                schemas(section, "do-dbs"),
                tables(section, "do-tables"),
                schemas(section, "ignore-dbs"),
                tables(section, "ignore-tables"));
        section.finish();
        return list;
    }

    private static List<String> schemas(Section section, String key) {
        List<String> patterns = section.texts(key);
        for (String pattern : patterns) {
            String fault = pattern.isEmpty() ? "an entry is empty" : TablePatterns.fault(pattern);
            if (!fault.isEmpty()) {
                section.problem(ConfigError.ALLOW_LIST_WRONG, key, fault);
            }
        }
        return patterns;
    }

    private static List<TablePattern> tables(Section section, String key) {
        List<TablePattern> patterns = new ArrayList<>();
        for (Section entry : section.sections(key)) {
            patterns.add(new TablePattern(pattern(entry, "db-name"), pattern(entry, "tbl-name")));
            entry.finish();
        }
        return patterns;
    }

    private static String pattern(Section entry, String key) {
        String pattern = TablePatterns.read(entry, key, ConfigError.ALLOW_LIST_WRONG);
        if (pattern.isEmpty()) {
            entry.problem(ConfigError.ALLOW_LIST_WRONG, key, "is missing (\"*\" means all)");
        }
        return pattern;
    }
}
