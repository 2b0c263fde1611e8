package io.dm4j.sync;

import io.dm4j.config.FilterEvent;
import io.dm4j.ddl.TargetNames;
import io.dm4j.row.TableId;
import io.dm4j.rule.FilterVerdict;
import io.dm4j.rule.Rules;
import java.util.List;
import java.util.Optional;

/** A task's rules, as statements on definitions ask for them. */
record RulesAsNames(Rules rules) implements TargetNames {

    @Override
    public Optional<TableId> table(TableId source) {
        return rules.route(source);
    }

    @Override
    public Optional<String> schema(String source) {
        return rules.routeSchema(source);
    }

    @Override
    public boolean sharesTarget(String source) {
        return rules.sharesTarget(source);
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
