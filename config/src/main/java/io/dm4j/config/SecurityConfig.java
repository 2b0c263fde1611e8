package io.dm4j.config;

import java.util.stream.Stream;

/**
 * The {@code security} block: one meaning wherever it stands, in component files and in {@code from} and
 * {@code target-database}. An empty block, and one that is not there, ask for plain text.
 *
 * @param ca {@code ssl-ca}: whom to trust; a PEM bundle
 * @param cert {@code ssl-cert}: the own chain, leaf first
 * @param key {@code ssl-key}: the leaf's private key
 * @param crl {@code ssl-crl}: whom not to trust any more; one list or more
 * @param passphrase for an encrypted key
 * @param allowed {@code cert-allowed-cn} and {@code cert-allowed-san}
 * @param limits {@code tls-min-version} and {@code tls-cipher-suites}
 * @param server client side only: {@code ssl-mode}, {@code ssl-server-name}, {@code ssl-server-fingerprint}
 */
public record SecurityConfig(
        PemInput ca,
        PemInput cert,
        PemInput key,
        PemInput crl,
        PassphraseSource passphrase,
        AllowedCallers allowed,
        TlsLimits limits,
        ServerIdentity server) {
    public static final SecurityConfig NONE = of(PemInput.ABSENT, PemInput.ABSENT, PemInput.ABSENT);

    /** These three, and for all else the defaults: whoever the CA has signed, TLS 1.2 and later, the host is verified. */
    public static SecurityConfig of(PemInput ca, PemInput cert, PemInput key) {
        return new SecurityConfig(
                ca,
                cert,
                key,
                PemInput.ABSENT,
                PassphraseSource.ABSENT,
                AllowedCallers.EVERYBODY,
                TlsLimits.DEFAULT,
                ServerIdentity.BY_HOST);
    }

    /** As {@link #of}, from three files. */
    public static SecurityConfig files(String ca, String cert, String key) {
        return of(PemInput.file(ca), PemInput.file(cert), PemInput.file(key));
    }

    public SecurityConfig withCrl(PemInput lists) {
        return new SecurityConfig(ca, cert, key, lists, passphrase, allowed, limits, server);
    }

    public SecurityConfig withPassphrase(PassphraseSource source) {
        return new SecurityConfig(ca, cert, key, crl, source, allowed, limits, server);
    }

    /** Only these Common Names, each with every role. */
    public SecurityConfig allowing(String... commonNames) {
        return withAllowed(AllowedCallers.named(commonNames));
    }

    public SecurityConfig withAllowed(AllowedCallers others) {
        return new SecurityConfig(ca, cert, key, crl, passphrase, others, limits, server);
    }

    public SecurityConfig withLimits(TlsLimits others) {
        return new SecurityConfig(ca, cert, key, crl, passphrase, allowed, others, server);
    }

    public SecurityConfig withServer(ServerIdentity other) {
        return new SecurityConfig(ca, cert, key, crl, passphrase, allowed, limits, other);
    }

    public SecurityConfig withSslMode(SslMode mode) {
        return withServer(server.with(mode));
    }

    /** True if any TLS material is named: then the connection is TLS, whatever else is missing. */
    public boolean wantsTls() {
        return !server.fingerprints().isEmpty() || Stream.of(ca, cert, key, crl).anyMatch(input -> !input.isAbsent());
    }
}
