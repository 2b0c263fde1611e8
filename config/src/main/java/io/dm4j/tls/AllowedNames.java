package io.dm4j.tls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names of {@code cert-allowed-cn}: every entry counts, exact and case-sensitive; none at all admits every name. */
public final class AllowedNames {
    private final Set<String> names;

    private AllowedNames(Set<String> names) {
        this.names = names;
    }

    /** Entries are trimmed, as DM does; a blank one would match certificates without a name and is refused. */
    static AllowedNames of(List<String> entries) {
        Set<String> names = new LinkedHashSet<>();
        for (String entry : entries) {
            if (entry.isBlank()) {
                throw TlsError.BLANK_NAME.because(
                        "cert-allowed-cn: entry %d of %d is blank", names.size() + 1, entries.size());
            }
            names.add(entry.strip());
        }
        return new AllowedNames(names);
    }

    /** True for an empty list, or a listed name. */
    public boolean admits(String name) {
        return names.isEmpty() || names.contains(name);
    }

    public boolean admitsEveryName() {
        return names.isEmpty();
    }

    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "every name" : names.toString();
    }
}
