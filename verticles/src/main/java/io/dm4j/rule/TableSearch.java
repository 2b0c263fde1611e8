package io.dm4j.rule;

import io.dm4j.row.TableId;
import java.util.Optional;

/** Two regular expressions (RE2), each found anywhere in a name, as DM's REST interface takes them; the case counts. Immutable. */
public final class TableSearch {
    private final Optional<NamePattern> schema;
    private final Optional<NamePattern> table;

    private TableSearch(Optional<NamePattern> schema, Optional<NamePattern> table) {
        this.schema = schema;
        this.table = table;
    }

    /** Empty = every name; fails with a {@link RuleError} if an expression cannot be read. */
    public static TableSearch of(Optional<String> schema, Optional<String> table) {
        return new TableSearch(schema.map(TableSearch::pattern), table.map(TableSearch::pattern));
    }

    public boolean finds(TableId name) {
        return schema.stream().allMatch(pattern -> pattern.matches(name.schema()))
                && table.stream().allMatch(pattern -> pattern.matches(name.table()));
    }

    private static NamePattern pattern(String expression) {
        return NamePattern.of("~" + expression, CaseRule.SENSITIVE);
    }
}
