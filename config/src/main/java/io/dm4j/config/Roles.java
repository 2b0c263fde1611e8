package io.dm4j.config;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a name may be. Roles are words without meaning here.
 *
 * @param every true if no list was kept by role: whoever is on it may be anything
 * @param named the roles by name, where not every one is granted
 */
public record Roles(boolean every, Set<String> named) {
    public static final Roles EVERY = new Roles(true, Set.of());
    public static final Roles NONE = new Roles(false, Set.of());

    public Roles {
        named = every ? Set.of() : Set.copyOf(named);
    }

    public static Roles of(String... names) {
        return new Roles(false, Set.of(names));
    }

    public boolean include(String role) {
        return every || named.contains(role);
    }

    /** Both together. */
    public Roles and(Roles others) {
        Set<String> both = new LinkedHashSet<>(named);
        both.addAll(others.named);
        return new Roles(every || others.every, both);
    }

    @Override
    public String toString() {
        return every ? "every role" : String.join(", ", named.stream().sorted().toList());
    }
}
