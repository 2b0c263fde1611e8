package io.dm4j.check;

import io.dm4j.row.TableId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A foreign key as {@code information_schema} tells it.
 *
 * @param child the table that has it
 * @param parent the table it refers to
 * @param onDelete CASCADE, SET NULL, NO ACTION, ...
 */
record ForeignKey(TableId child, String name, TableId parent, String onDelete, String onUpdate) {
    private static final Set<String> ACTIONS = Set.of("CASCADE", "SET NULL", "SET DEFAULT");

    /** The server changes rows of the child by itself when the parent's change, and writes nothing of it into a binlog. */
    boolean acts() {
        return acts(onDelete) || acts(onUpdate);
    }

    /** As a definition has it. */
    @Override
    public String toString() {
        List<String> actions = Stream.of("DELETE " + onDelete, "UPDATE " + onUpdate)
                .filter(rule -> acts(rule.substring(rule.indexOf(' ') + 1)))
                .map(rule -> "ON " + rule)
                .toList();
        return Stream.concat(Stream.of("foreign key " + name + " of " + child + " to " + parent), actions.stream())
                .collect(Collectors.joining(" "));
    }

    private static boolean acts(String rule) {
        return ACTIONS.contains(rule.toUpperCase(Locale.ROOT));
    }
}
