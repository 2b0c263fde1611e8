package io.dm4j.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dm4j.config.EventFilterRule;
import io.dm4j.config.EventFilterRule.Action;
import io.dm4j.config.FilterEvent;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The event filters, in DM's order of questions: rules for whole schemas first; the first that decides wins. Immutable. */
final class EventFilters {
    private final List<Filter> filters;

    EventFilters(List<EventFilterRule> rules, CaseRule caseRule) {
        filters = Stream.concat(
                        rules.stream().filter(rule -> rule.tablePattern().isEmpty()),
                        rules.stream().filter(rule -> !rule.tablePattern().isEmpty()))
                .map(rule -> Filter.of(rule, caseRule))
                .toList();
    }

    boolean leavesOutSome() {
        return filters.stream().anyMatch(filter -> filter.action() != Action.ERROR);
    }

    /**
     * What becomes of a change.
     *
     * @param table with an empty name for a schema
     * @param events what the change is, the most telling first; empty if that has no name
     * @param sql the statement; empty for a change of rows
     */
    FilterVerdict judge(TableId table, List<FilterEvent> events, String sql) {
        return filters.stream()
                .filter(filter -> filter.concerns(table))
                .map(filter -> filter.judge(events, sql))
                .filter(verdict -> !verdict.follows())
                .findFirst()
                .orElse(FilterVerdict.DONE);
    }

    private record Filter(
            String name,
            NamePattern schema,
            Optional<NamePattern> table,
            List<FilterEvent> events,
            Optional<Pattern> sql,
            Action action) {

        static Filter of(EventFilterRule rule, CaseRule caseRule) {
            return new Filter(
                    rule.name(),
                    NamePattern.of(rule.schemaPattern(), caseRule),
                    Optional.of(rule.tablePattern())
                            .filter(pattern -> !pattern.isEmpty())
                            .map(pattern -> NamePattern.of(pattern, caseRule)),
                    rule.events(),
                    rule.sqlPatterns().isEmpty() ? Optional.empty() : Optional.of(expression(rule)),
                    rule.action());
        }

        private static Pattern expression(EventFilterRule rule) {
            try {
                return Pattern.compile(String.join("|", rule.sqlPatterns()), Pattern.CASE_INSENSITIVE);
            } catch (PatternSyntaxException e) {
                throw new DmException(
                                RuleError.BAD_PATTERN,
                                "sql-pattern of filter %s cannot be read: %s".formatted(rule.name(), e.getMessage()),
                                e)
                        .withWorkaround("Write it as a regular expression of RE2.");
            }
        }

        boolean concerns(TableId name) {
            return schema.matches(name.schema())
                    && table.map(pattern -> !name.table().isEmpty() && pattern.matches(name.table()))
                            .orElse(true);
        }

        FilterVerdict judge(List<FilterEvent> what, String statement) {
            boolean byEvent = !what.isEmpty() && isAgainst(matches(what));
            boolean bySql = !statement.isEmpty()
                    && sql.map(pattern -> isAgainst(pattern.matcher(statement).find()))
                            .orElse(false);
            return byEvent || bySql
                    ? new FilterVerdict(action == Action.ERROR ? Action.ERROR : Action.IGNORE, name)
                    : FilterVerdict.DONE;
        }

        /** One that does only what it matches leaves the rest out, and says nothing of what it matches. */
        private boolean isAgainst(boolean matched) {
            return matched != (action == Action.DO);
        }

        /** The first that is about the change decides. */
        private boolean matches(List<FilterEvent> what) {
            boolean rows = what.get(0).family() == FilterEvent.Family.DML;
            for (FilterEvent event : events) {
                if (event == FilterEvent.ALL
                        || event == (rows ? FilterEvent.ALL_DML : FilterEvent.ALL_DDL)
                        || event == FilterEvent.INCOMPATIBLE_DDL_CHANGES
                                && what.get(0).family() == FilterEvent.Family.INCOMPATIBLE
                        || what.contains(event)) {
                    return true;
                }
                if (event == FilterEvent.NONE || event == (rows ? FilterEvent.NONE_DML : FilterEvent.NONE_DDL)) {
                    return false;
                }
            }
            return false;
        }
    }
}
