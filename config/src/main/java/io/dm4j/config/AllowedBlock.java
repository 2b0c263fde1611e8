package io.dm4j.config;

import io.dm4j.config.Node.Block;
import io.dm4j.error.DmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads a list of names that may call: a list, or, on a node, a table of lists by role. */
final class AllowedBlock {
    private final Section section;
    private final boolean rolesMatter;

    AllowedBlock(Section section, boolean rolesMatter) {
        this.section = section;
        this.rolesMatter = rolesMatter;
    }

    List<AllowedName> read(String key, BiFunction<String, Roles, AllowedName> entry) {
        return section.node(key).filter(Block.class::isInstance).isPresent()
                ? byRole(key, entry)
                : list(section, key, Roles.EVERY, entry);
    }

    private List<AllowedName> byRole(String key, BiFunction<String, Roles, AllowedName> entry) {
        Section table = section.section(key);
        if (!rolesMatter) {
            section.problem(
                    ConfigError.SECURITY_WRONG, key, "expected a list of texts; roles are for those who call a node");
            return List.of();
        }
        List<AllowedName> names = new ArrayList<>();
        NodeRole.texts().forEach(role -> names.addAll(list(table, role, Roles.of(role), entry)));
        if (names.isEmpty()) {
            section.problem(ConfigError.SECURITY_WRONG, key, "is a table that names nobody");
        }
        table.finish();
        return names;
    }

    private static List<AllowedName> list(
            Section from, String key, Roles roles, BiFunction<String, Roles, AllowedName> entry) {
        return from.texts(key).stream()
                .map(text -> name(from, key, text, roles, entry))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<AllowedName> name(
            Section from, String key, String text, Roles roles, BiFunction<String, Roles, AllowedName> entry) {
        try {
            return Optional.of(entry.apply(text, roles));
        } catch (DmException e) {
            from.problem(ConfigError.SECURITY_WRONG, key, e.what());
            return Optional.empty();
        }
    }
}
