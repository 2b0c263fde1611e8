package io.dm4j.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads how a client knows its server beside the chain. Nodes know each other by host, always. */
final class ServerBlock {
    private static final String BETWEEN_NODES =
            "is for databases only: between nodes chain and host name are always checked";

    private final Section section;
    private final SecurityBlock.Use use;

    ServerBlock(Section section, SecurityBlock.Use use) {
        this.section = section;
        this.use = use;
    }

    ServerIdentity read() {
        if (use == SecurityBlock.Use.NODE) {
            Stream.of("ssl-mode", "ssl-server-name", "ssl-server-fingerprint")
                    .filter(this::isGiven)
                    .forEach(key -> refuse(key, BETWEEN_NODES));
            return ServerIdentity.BY_HOST;
        }
        ServerIdentity server = new ServerIdentity(mode(), section.text("ssl-server-name"), fingerprints());
        requireOneWay(server);
        return server;
    }

    private boolean isGiven(String key) {
        return section.node(key).filter(node -> !node.isEmpty()).isPresent();
    }

    private SslMode mode() {
        if (use != SecurityBlock.Use.DATABASE && section.has("ssl-mode")) {
            refuse("ssl-mode", BETWEEN_NODES);
            return SslMode.VERIFY_IDENTITY;
        }
        return section.choice(ConfigError.SECURITY_WRONG, "ssl-mode", SslMode.VERIFY_IDENTITY, SslMode.class);
    }

    private List<String> fingerprints() {
        return section.texts("ssl-server-fingerprint").stream()
                .map(this::digits)
                .filter(digits -> !digits.isEmpty())
                .toList();
    }

    /** With colons and in upper case too, as openssl prints them. */
    private String digits(String entry) {
        String text = entry.strip().toLowerCase(Locale.ROOT).replace(":", "");
        String digits = text.startsWith("sha256") ? text.substring("sha256".length()) : "";
        if (!digits.matches("[0-9a-f]{64}")) {
            refuse("ssl-server-fingerprint", "expected sha256: and 64 hexadecimal digits");
            return "";
        }
        return digits;
    }

    private void requireOneWay(ServerIdentity server) {
        boolean named = !server.name().isEmpty();
        boolean pinned = !server.fingerprints().isEmpty();
        if (named && pinned) {
            refuse("ssl-server-name", "is not looked at: ssl-server-fingerprint stands for it");
        }
        if (server.mode() == SslMode.VERIFY_CA && (named || pinned)) {
            refuse("ssl-mode", "is verify-ca: the server's name or fingerprint would not be looked at");
        }
    }

    private void refuse(String key, String why) {
        section.problem(ConfigError.SECURITY_WRONG, key, why);
    }
}
