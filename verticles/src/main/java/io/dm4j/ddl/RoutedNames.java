package io.dm4j.ddl;

import io.dm4j.row.TableId;
import io.dm4j.rule.Rules;
import java.util.Optional;

/** Names by a task's rules without its event filters: for tables that are copied, and for statements of an operator, who means them. */
public class RoutedNames implements TargetNames {
    private final Rules rules;

    public RoutedNames(Rules rules) {
        this.rules = rules;
    }

    @Override
    public final Optional<TableId> table(TableId source) {
        return rules.route(source);
    }

    @Override
    public final Optional<String> schema(String source) {
        return rules.routeSchema(source);
    }

    @Override
    public final boolean sharesTarget(String source) {
        return rules.sharesTarget(source);
    }
}
