package io.dm4j.rule;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.RouteRule;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Optional;

/**
 * Which tables of a source take part in a task, and under which names. Immutable.
 *
 * <p>System schemas and the meta schema never take part.
 */
public final class Rules {
    private final TableFilter filter;
    private final Routes routes;

    private Rules(TableFilter filter, Routes routes) {
        this.filter = filter;
        this.routes = routes;
    }

    /** Fails with a {@link RuleError} if a pattern cannot be read. */
    public static Rules of(SubtaskConfig subtask) {
        return of(subtask.blockAllowList(), subtask.routes(), subtask.metaSchema(), subtask.caseSensitive());
    }

    static Rules of(BlockAllowList list, List<RouteRule> routes, String metaSchema, boolean caseSensitive) {
        CaseRule caseRule = CaseRule.of(caseSensitive);
        return new Rules(new TableFilter(list, metaSchema, caseRule), new Routes(routes, caseRule));
    }

    /** The table's name on the target, empty if it is not replicated; a {@link RuleError} if two routes match. */
    public Optional<TableId> route(TableId source) {
        return takes(source) ? Optional.of(routes.target(source)) : Optional.empty();
    }

    /** The schema's name on the target, for statements on schemas; empty if it is not replicated. */
    public Optional<String> routeSchema(String schema) {
        return takesSchema(schema) ? Optional.of(routes.targetSchema(schema)) : Optional.empty();
    }

    public boolean takes(TableId source) {
        return filter.takes(source);
    }

    public boolean takesSchema(String schema) {
        return filter.takesSchema(schema);
    }

    /** True if other source schemas may be routed into the same target schema, so that it must not be dropped with this one. */
    public boolean sharesTarget(String schema) {
        return routes.sharesTarget(schema);
    }
}
