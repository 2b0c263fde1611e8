package io.dm4j.config;

import java.util.List;

/**
 * The {@code security} block: one meaning wherever it stands, in component files and in {@code from} and
 * {@code target-database}. An empty block, and one that is not there, ask for plain text.
 *
 * @param ca {@code ssl-ca}: whom to trust; a PEM bundle
 * @param cert {@code ssl-cert}: the own chain, leaf first
 * @param key {@code ssl-key}: the leaf's private key
 * @param certAllowedCn {@code cert-allowed-cn}: Common Names that may call (on a port) or may answer (towards a server);
 *     empty = any certificate of the CA
 * @param sslMode {@code ssl-mode}, client side only
 */
public record SecurityConfig(PemInput ca, PemInput cert, PemInput key, List<String> certAllowedCn, SslMode sslMode) {
    public static final SecurityConfig NONE =
            new SecurityConfig(PemInput.ABSENT, PemInput.ABSENT, PemInput.ABSENT, List.of(), SslMode.VERIFY_IDENTITY);

    public SecurityConfig {
        certAllowedCn = List.copyOf(certAllowedCn);
    }

    /** True if any TLS material is named: then the connection is TLS, whatever else is missing. */
    public boolean wantsTls() {
        return !(ca.isAbsent() && cert.isAbsent() && key.isAbsent());
    }
}
