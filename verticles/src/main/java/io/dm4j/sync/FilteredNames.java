package io.dm4j.sync;

import io.dm4j.config.FilterEvent;
import io.dm4j.ddl.RoutedNames;
import io.dm4j.row.TableId;
import io.dm4j.rule.FilterVerdict;
import io.dm4j.rule.Rules;
import java.util.List;

/** Names by a task's rules, for statements of the upstream, which its event filters may leave out or stop at. */
final class FilteredNames extends RoutedNames {
    private final Rules rules;

    FilteredNames(Rules rules) {
        super(rules);
        this.rules = rules;
    }

    @Override
    public boolean ignores(TableId source, List<FilterEvent> what, String sql) {
        FilterVerdict verdict = rules.judge(source, what, sql);
        if (verdict.stops()) {
            String kind = what.isEmpty() ? "a statement" : what.get(0).toString();
            throw StoppedByFilter.of(verdict.filter(), kind, source);
        }
        return !verdict.follows();
    }
}
