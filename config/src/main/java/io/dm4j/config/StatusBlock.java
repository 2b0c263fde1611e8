package io.dm4j.config;

import io.dm4j.config.StatusConfig.ClientAuth;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Reads {@code status-addr} and {@code status-security}, and refuses what would be less than it looks. */
final class StatusBlock {
    private static final String ADDRESS = "status-addr";
    private static final String SECURITY = "status-security";

    private final Section node;

    StatusBlock(Section node) {
        this.node = node;
    }

    StatusConfig read() {
        Section block = node.section(SECURITY);
        StatusConfig config = new StatusConfig(
                address(),
                new SecurityBlock(block, SecurityBlock.Use.NODE).read(),
                block.choice(ConfigError.SECURITY_WRONG, "client-auth", ClientAuth.REQUIRED, ClientAuth.class));
        if (config.address().isEmpty()) {
            requireNothing(block);
        } else if (config.security().wantsTls()) {
            checkList(block, config);
        } else {
            checkPlainText(block, config.address().get());
        }
        block.finish();
        return config;
    }

    private Optional<Address> address() {
        if (!node.has(ADDRESS)) {
            return Optional.empty();
        }
        Optional<Address> address = Addresses.parse(node.text(ADDRESS));
        if (address.isEmpty()) {
            node.problem(ADDRESS, "expected the address to listen on, as " + Addresses.FORM + " or :port");
        }
        return address;
    }

    private void requireNothing(Section block) {
        if (!node.has(ADDRESS) && !block.keys().isEmpty()) {
            node.problem(ConfigError.SECURITY_WRONG, SECURITY, "protects nothing: there is no status-addr");
        }
    }

    private static void checkList(Section block, StatusConfig config) {
        if (config.clientAuth() == ClientAuth.NONE
                && !config.security().allowed().isEverybody()) {
            block.problem(
                    ConfigError.SECURITY_WRONG,
                    "client-auth",
                    "is none, so that nobody shows a name: remove the lists, or set it to request or required");
        }
    }

    private void checkPlainText(Section block, Address address) {
        if (block.has("client-auth")) {
            block.problem(ConfigError.SECURITY_WRONG, "client-auth", "asks for TLS, but there is no material");
        }
        if (!isLoopback(address.host())) {
            node.problem(
                    ConfigError.SECURITY_WRONG,
                    ADDRESS,
                    "would speak plain text to other machines: set ssl-ca, ssl-cert and ssl-key in [" + SECURITY
                            + "], or listen on a loopback address");
        }
    }

    /** By its form; a name is not looked up, but for the one that means it. */
    private static boolean isLoopback(String host) {
        boolean literal = host.matches("[0-9.]+") || host.contains(":");
        try {
            return host.equals("localhost")
                    || literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
