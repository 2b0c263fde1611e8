package io.dm4j.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code cert-allowed-cn} and {@code cert-allowed-san} together: who may call (on a port) or may answer (towards a server).
 * One matching entry is enough; none at all stands for whoever the CA has signed.
 */
public record AllowedCallers(List<AllowedName> names) {
    public static final AllowedCallers EVERYBODY = new AllowedCallers(List.of());

    public AllowedCallers {
        names = List.copyOf(names);
    }

    /** Common Names, each with every role. */
    public static AllowedCallers named(String... commonNames) {
        return new AllowedCallers(Arrays.stream(commonNames)
                .map(name -> AllowedName.commonName(name, Roles.EVERY))
                .toList());
    }

    public boolean isEverybody() {
        return names.isEmpty();
    }

    /** The entry for this name, in whatever spelling; its roles are those of all entries for it. */
    public Optional<AllowedName> entryFor(AllowedName.Kind kind, String name) {
        String spelled = kind.spelled(name);
        return names.stream()
                .filter(entry -> entry.kind() == kind && entry.toString().equals(spelled))
                .reduce((a, b) -> new AllowedName(kind, a.name(), a.roles().and(b.roles())));
    }

    /** Whether names of this kind are listed. */
    public boolean lists(AllowedName.Kind kind) {
        return names.stream().anyMatch(entry -> entry.kind() == kind);
    }

    @Override
    public String toString() {
        return isEverybody()
                ? "every name"
                : names.stream().map(AllowedName::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
