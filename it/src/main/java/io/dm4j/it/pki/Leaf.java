package io.dm4j.it.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a certificate is asked to say.
 *
 * @param commonName the subject's only attribute
 * @param hosts DNS names and IP addresses for the subject alternative names
 * @param usages what the certificate may be used for
 */
public record Leaf(String commonName, List<String> hosts, Instant notBefore, Instant notAfter, Set<Usage> usages) {
    private static final Duration CLOCK_SLACK = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofDays(30);

    /** An entry of the extended key usage. */
    public enum Usage {
        SERVER,
        CLIENT
    }

    public Leaf {
        hosts = List.copyOf(hosts);
        usages = Set.copyOf(usages);
    }

    /** Valid now, for localhost and 127.0.0.1, as server and as client. */
    public static Leaf named(String commonName) {
        Instant now = Instant.now();
        return new Leaf(
                commonName,
                List.of("localhost", "127.0.0.1"),
                now.minus(CLOCK_SLACK),
                now.plus(LIFETIME),
                EnumSet.allOf(Usage.class));
    }

    public Leaf forHosts(String... names) {
        return new Leaf(commonName, List.of(names), notBefore, notAfter, usages);
    }

    public Leaf validBetween(Instant from, Instant until) {
        return new Leaf(commonName, hosts, from, until, usages);
    }

    /** Out of date since a minute. */
    public Leaf expired() {
        Instant end = Instant.now().minus(Duration.ofMinutes(1));
        return validBetween(end.minus(LIFETIME), end);
    }

    public Leaf only(Usage usage) {
        return new Leaf(commonName, hosts, notBefore, notAfter, Set.of(usage));
    }
}
