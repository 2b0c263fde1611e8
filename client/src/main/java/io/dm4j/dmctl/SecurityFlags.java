package io.dm4j.dmctl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The security keys beyond DM's three, as flags; what they mean is config's to say. */
final class SecurityFlags {
    @Option(
            names = "--ssl-crl",
            paramLabel = "FILE",
            description = "revocation lists of these CAs (PEM)",
            scope = ScopeType.INHERIT)
    private String crl;

    @Option(
            names = "--ssl-key-passphrase-file",
            paramLabel = "FILE",
            description = "its first line opens an encrypted private key",
            scope = ScopeType.INHERIT)
    private String passphraseFile;

    @Option(
            names = "--ssl-key-passphrase-env",
            paramLabel = "VARIABLE",
            description = "the environment variable that opens an encrypted private key",
            scope = ScopeType.INHERIT)
    private String passphraseVariable;

    @Option(
            names = "--ssl-server-name",
            paramLabel = "NAME",
            description = "the name that the master's certificate must carry, if not the dialed host",
            scope = ScopeType.INHERIT)
    private String serverName;

    @Option(
            names = "--ssl-server-fingerprint",
            paramLabel = "HEX",
            description = "SHA-256 of a certificate that the master may show (repeatable)",
            scope = ScopeType.INHERIT)
    private List<String> fingerprints = List.of();

    @Option(
            names = "--cert-allowed-cn",
            paramLabel = "CN",
            description = "a Common Name that the master's certificate may carry (repeatable)",
            scope = ScopeType.INHERIT)
    private List<String> commonNames = List.of();

    @Option(
            names = "--cert-allowed-san",
            paramLabel = "NAME",
            description = "an alternative name that the master's certificate may carry (repeatable)",
            scope = ScopeType.INHERIT)
    private List<String> alternativeNames = List.of();

    @Option(
            names = "--tls-min-version",
            paramLabel = "VERSION",
            description = "1.2 (default) or 1.3",
            scope = ScopeType.INHERIT)
    private String minVersion;

    @Option(
            names = "--tls-cipher-suites",
            paramLabel = "SUITE",
            split = ",",
            description = "only these, by their IANA names (comma list, repeatable)",
            scope = ScopeType.INHERIT)
    private List<String> cipherSuites = List.of();

    /** By key; what was not given is not there. */
    Map<String, List<String>> given() {
        Map<String, List<String>> given = new LinkedHashMap<>();
        put(given, "ssl-crl", crl);
        put(given, "ssl-key-passphrase-file", passphraseFile);
        put(given, "ssl-key-passphrase-env", passphraseVariable);
        put(given, "ssl-server-name", serverName);
        put(given, "tls-min-version", minVersion);
        given.put("ssl-server-fingerprint", fingerprints);
        given.put("cert-allowed-cn", commonNames);
        given.put("cert-allowed-san", alternativeNames);
        given.put("tls-cipher-suites", cipherSuites);
        given.values().removeIf(List::isEmpty);
        return given;
    }

    private static void put(Map<String, List<String>> given, String key, String value) {
        if (value != null) {
            given.put(key, List.of(value));
        }
    }
}
