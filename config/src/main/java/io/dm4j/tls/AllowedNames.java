package io.dm4j.tls;

import io.dm4j.config.AllowedCallers;
import io.dm4j.config.AllowedName;
import io.dm4j.config.AllowedName.Kind;
import io.dm4j.config.Roles;
import io.dm4j.tls.LeafNames.Alternative;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the names of a leaf certificate on the allow-lists: every entry counts, exactly as it is written. */
public final class AllowedNames {
    private final AllowedCallers listed;

    AllowedNames(AllowedCallers listed) {
        this.listed = listed;
    }

    /** Who the bearer of this certificate is, if it may call. */
    public Optional<CallerIdentity> identify(X509Certificate leaf) {
        return identify(LeafNames.of(leaf));
    }

    /** Says why {@link #identify(X509Certificate)} found nobody. */
    public String whyNot(X509Certificate leaf) {
        return whyNot(LeafNames.of(leaf));
    }

    /** Who the bearer is, if it may call. */
    Optional<CallerIdentity> identify(LeafNames bearer) {
        if (listed.isEverybody()) {
            return Optional.of(new CallerIdentity(bearer.best(), Roles.EVERY));
        }
        List<AllowedName> entries = entriesFor(bearer).toList();
        return entries.stream()
                .map(AllowedName::roles)
                .reduce(Roles::and)
                .map(roles -> new CallerIdentity(entries.get(0).toString(), roles));
    }

    private Stream<AllowedName> entriesFor(LeafNames bearer) {
        Stream<Optional<AllowedName>> alternatives =
                bearer.alternatives().stream().map((Alternative name) -> listed.entryFor(name.kind(), name.name()));
        return Stream.concat(Stream.of(listed.entryFor(Kind.COMMON_NAME, bearer.commonName())), alternatives)
                .flatMap(Optional::stream);
    }

    /** Says why {@link #identify} found nobody. */
    String whyNot(LeafNames bearer) {
        String commonName = bearer.commonName().isEmpty() ? "(no Common Name)" : bearer.commonName();
        boolean alternativesCount = Stream.of(Kind.DNS, Kind.IP, Kind.URI).anyMatch(listed::lists);
        String first = "the Common Name " + commonName + " is not on cert-allowed-cn";
        return alternativesCount
                ? first + ", and none of " + bearer.alternativesShown() + " is on cert-allowed-san"
                : first;
    }

    public boolean admitsEveryName() {
        return listed.isEverybody();
    }

    /** As the configuration has them: a Common Name as it is, others as {@code dns:..}, {@code ip:..}, {@code uri:..}. */
    public List<String> names() {
        return listed.names().stream().map(AllowedName::toString).toList();
    }

    @Override
    public String toString() {
        return listed.toString();
    }
}
