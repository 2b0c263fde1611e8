package io.dm4j.check;

import io.dm4j.row.TableId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says what of a target's facts stands in the way of the tables that come. */
final class TargetJudge {
    static final List<String> ITEMS = List.of("target_privilege", "table_schema");

    private static final List<String> PRIVILEGES =
            List.of("CREATE", "SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "DROP", "INDEX");

    private TargetJudge() {}

    /**
     * @param triggered tables of the target with a trigger
     * @param incoming tables that will be written
     */
    static List<Finding> judge(String where, Grants grants, Set<TableId> triggered, Set<TableId> incoming) {
        Stream<Finding> privileges =
                incoming.stream().map(TableId::schema).distinct().flatMap(schema -> privileges(where, grants, schema));
        Stream<Finding> triggers = incoming.stream()
                .filter(triggered::contains)
                .map(t -> Finding.warn(
                        "table_schema",
                        where,
                        "target table " + t + " has triggers, which fire for every row written",
                        "Drop them for as long as the task runs."));
        return Stream.concat(privileges, triggers).toList();
    }

    private static Stream<Finding> privileges(String where, Grants grants, String schema) {
        List<String> missing =
                PRIVILEGES.stream().filter(p -> !grants.on(schema, p)).toList();
        return missing.isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.warn(
                        "target_privilege",
                        where,
                        "the account lacks " + String.join(", ", missing) + " on `" + schema + "`",
                        "GRANT them to the account."));
    }
}
