package io.dm4j.rule;

import io.dm4j.config.BlockAllowList;
import io.dm4j.config.FilterEvent;
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
    private final EventFilters events;

    private Rules(TableFilter filter, Routes routes, EventFilters events) {
        this.filter = filter;
        this.routes = routes;
        this.events = events;
    }

    /** Of a subtask as it is on its source. Fails with a {@link RuleError} if a pattern cannot be read. */
    public static Rules of(SubtaskConfig subtask) {
        CaseRule caseRule = CaseRule.of(subtask.caseSensitive());
        return new Rules(
                new TableFilter(subtask.blockAllowList(), subtask.metaSchema(), caseRule),
                new Routes(subtask.routes(), caseRule),
                new EventFilters(subtask.filters(), caseRule));
    }

    static Rules of(BlockAllowList list, List<RouteRule> routes, String metaSchema, boolean caseSensitive) {
        CaseRule caseRule = CaseRule.of(caseSensitive);
        return new Rules(
                new TableFilter(list, metaSchema, caseRule),
                new Routes(routes, caseRule),
                new EventFilters(List.of(), caseRule));
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

    /** True if some changes of tables that take part may be left out, so that rows can be missing. */
    public boolean leavesOutSome() {
        return events.leavesOutSome();
    }

    /** What becomes of changes of this kind to the table's rows. */
    public FilterVerdict judge(TableId source, FilterEvent rows) {
        return events.judge(source, List.of(rows), "");
    }

    /**
     * What becomes of the statement, or a part of it, for this table.
     *
     * @param source with an empty table for a schema
     * @param what the part is, the most telling first; empty if that has no name
     * @param sql the whole statement
     */
    public FilterVerdict judge(TableId source, List<FilterEvent> what, String sql) {
        return events.judge(source, what, sql);
    }

    /** True if other source schemas may be routed into the same target schema, so that it must not be dropped with this one. */
    public boolean sharesTarget(String schema) {
        return routes.sharesTarget(schema);
    }
}
