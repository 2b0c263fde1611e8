package io.dm4j.config;

import java.util.List;

/** Reads what a handshake may agree on: never less than TLS 1.2, but towards a database that is asked for by name. */
final class LimitsBlock {
    private final Section section;
    private final boolean towardsDatabase;

    LimitsBlock(Section section, boolean towardsDatabase) {
        this.section = section;
        this.towardsDatabase = towardsDatabase;
    }

    TlsLimits read() {
        List<TlsVersion> floors =
                towardsDatabase ? List.of(TlsVersion.values()) : List.of(TlsVersion.V1_2, TlsVersion.V1_3);
        return new TlsLimits(
                section.choice(ConfigError.SECURITY_WRONG, "tls-min-version", TlsLimits.DEFAULT.floor(), floors),
                section.texts("tls-cipher-suites").stream().map(String::strip).toList());
    }
}
