package io.dm4j.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a certificate is asked to say.
 *
 * @param commonName the subject's only attribute
 * @param names the subject alternative names, in their order
 * @param usages what the certificate may be used for
 */
public record Leaf(String commonName, List<SubjectName> names, Instant notBefore, Instant notAfter, Set<Usage> usages) {
    /** A clock that is a little behind ours accepts it too. */
    static final Duration CLOCK_SLACK = Duration.ofHours(1);

    private static final Duration LIFETIME = Duration.ofDays(30);

    /** An entry of the extended key usage. */
    public enum Usage {
        SERVER,
        CLIENT
    }

    public Leaf {
        if (commonName.isBlank()) {
            throw PkiError.NAME_WRONG.because("the Common Name is blank");
        }
        names = List.copyOf(names);
        usages = Set.copyOf(usages);
    }

    /** Valid now and for 30 days, for localhost and 127.0.0.1, as server and as client. */
    public static Leaf named(String commonName) {
        Instant now = Instant.now();
        return new Leaf(
                commonName,
                List.of(SubjectName.host("localhost"), SubjectName.host("127.0.0.1")),
                now.minus(CLOCK_SLACK),
                now.plus(LIFETIME),
                EnumSet.allOf(Usage.class));
    }

    /** For these DNS names and IP addresses instead. */
    public Leaf forHosts(String... hosts) {
        return forNames(List.of(hosts).stream().map(SubjectName::host).toList());
    }

    public Leaf forNames(List<SubjectName> others) {
        return new Leaf(commonName, others, notBefore, notAfter, usages);
    }

    public Leaf validBetween(Instant from, Instant until) {
        return new Leaf(commonName, names, from, until, usages);
    }

    /** From now on, so long. */
    public Leaf lasting(Duration lifetime) {
        Instant now = Instant.now();
        return validBetween(now.minus(CLOCK_SLACK), now.plus(lifetime));
    }

    /** Out of date since a minute. */
    public Leaf expired() {
        Instant end = Instant.now().minus(Duration.ofMinutes(1));
        return validBetween(end.minus(LIFETIME), end);
    }

    public Leaf only(Usage usage) {
        return new Leaf(commonName, names, notBefore, notAfter, Set.of(usage));
    }
}
