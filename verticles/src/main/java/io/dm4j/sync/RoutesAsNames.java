package io.dm4j.sync;

import io.dm4j.ddl.TargetNames;
import io.dm4j.row.TableId;
import io.dm4j.rule.Rules;
import java.util.Optional;

/** A task's rules without its event filters: for statements that an operator gives, who means them. */
record RoutesAsNames(Rules rules) implements TargetNames {

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
}
