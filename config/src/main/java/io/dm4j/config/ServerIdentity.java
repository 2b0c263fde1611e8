package io.dm4j.config;

import java.util.List;

/**
 * How a client tells that it talks to the right server, beside the chain. Client side only.
 *
 * @param mode {@code ssl-mode}
 * @param name {@code ssl-server-name}: the name its certificate must bear instead of the host that was dialed; empty for
 *     that host
 * @param fingerprints {@code ssl-server-fingerprint}: SHA-256 of the certificates it may show, 64 hexadecimal digits in
 *     lower case; one of them stands for the name
 */
public record ServerIdentity(SslMode mode, String name, List<String> fingerprints) {
    public static final ServerIdentity BY_HOST = new ServerIdentity(SslMode.VERIFY_IDENTITY, "", List.of());

    public ServerIdentity {
        fingerprints = List.copyOf(fingerprints);
    }

    /** True if the certificate must be one for the very host that was dialed. */
    public boolean isByHost() {
        return mode == SslMode.VERIFY_IDENTITY && name.isEmpty() && fingerprints.isEmpty();
    }

    ServerIdentity with(SslMode other) {
        return new ServerIdentity(other, name, fingerprints);
    }
}
