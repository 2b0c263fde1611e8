package io.dm4j.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a handshake may agree on.
 *
 * @param floor {@code tls-min-version}
 * @param cipherSuites {@code tls-cipher-suites}, by their IANA names; empty for those of the engine
 */
public record TlsLimits(TlsVersion floor, List<String> cipherSuites) {
    public static final TlsLimits DEFAULT = new TlsLimits(TlsVersion.V1_2, List.of());

    public TlsLimits {
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** What is worth a note about the floor, to stand behind its key; empty if nothing is. */
    public Optional<String> weakness() {
        return floor.isBroken() ? Optional.of("allows TLS " + floor + ", which is broken") : Optional.empty();
    }

    /** The protocols from the floor up, as Java's engines call them. */
    public Set<String> protocols() {
        return Arrays.stream(TlsVersion.values())
                .filter(version -> version.compareTo(floor) >= 0)
                .map(TlsVersion::protocol)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
