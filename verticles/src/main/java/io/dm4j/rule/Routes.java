package io.dm4j.rule;

import io.dm4j.config.RouteRule;
import io.dm4j.error.DmException;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All routes of a task: a table's own rule beats its schema's; two of one level are refused. Immutable. */
final class Routes {
    private final CaseRule caseRule;
    private final List<Route> ofTables;
    private final List<Route> ofSchemas;

    Routes(List<RouteRule> rules, CaseRule caseRule) {
        this.caseRule = caseRule;
        List<Route> all = rules.stream().map(rule -> Route.of(rule, caseRule)).toList();
        ofTables = all.stream().filter(route -> !route.ofWholeSchema()).toList();
        ofSchemas = all.stream().filter(Route::ofWholeSchema).toList();
    }

    TableId target(TableId source) {
        Predicate<Route> matching = route -> route.matches(source);
        return only(ofTables, matching, source.toString())
                .or(() -> only(ofSchemas, matching, source.toString()))
                .map(route -> route.target(source))
                .orElse(source);
    }

    /** The schema's own route; else the one schema its tables' routes agree on; else its own name. */
    String targetSchema(String source) {
        return only(ofSchemas, route -> route.schema().matches(source), "schema `" + source + "`")
                .map(route -> route.targetSchema(source))
                .or(() -> schemaOfTables(source))
                .orElse(source);
    }

    /** True if tables of other schemas may live in the target schema too. */
    boolean sharesTarget(String source) {
        String target = caseRule.fold(targetSchema(source));
        return all().filter(route -> caseRule.fold(route.targetSchema(source)).equals(target))
                .anyMatch(
                        route -> !route.schema().isLiteral() || !route.schema().matches(source));
    }

    private Stream<Route> all() {
        return Stream.concat(ofTables.stream(), ofSchemas.stream());
    }

    private Optional<String> schemaOfTables(String source) {
        List<String> targets = ofTables.stream()
                .filter(route -> route.schema().matches(source))
                .map(route -> route.targetSchema(source))
                .distinct()
                .toList();
        return targets.size() == 1 ? Optional.of(targets.get(0)) : Optional.empty();
    }

    private static Optional<Route> only(List<Route> routes, Predicate<Route> matching, String what) {
        List<Route> found = routes.stream().filter(matching).toList();
        if (found.size() > 1) {
            throw new DmException(
                    RuleError.AMBIGUOUS_ROUTE,
                    "routes '%s' and '%s' both match %s"
                            .formatted(
                                    found.get(0).rule().name(),
                                    found.get(1).rule().name(),
                                    what));
        }
        return found.stream().findFirst();
    }
}
