package io.dm4j.config;

import io.dm4j.error.DmException;
import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * One entry of {@code cert-allowed-cn} or {@code cert-allowed-san}. It stands for exactly one name; there are no patterns.
 *
 * @param name in its one spelling: a DNS name in lower case, an address in its short form
 * @param roles what its bearer may be
 */
public record AllowedName(Kind kind, String name, Roles roles) {

    /** Where in a certificate the name stands. */
    public enum Kind {
        COMMON_NAME(""),
        DNS("dns:"),
        IP("ip:"),
        URI("uri:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** A name of this kind in its one spelling, as an entry of the configuration has it. */
        public String spelled(String name) {
            return prefix + spelling(name);
        }

        private String spelling(String name) {
            return switch (this) {
                case DNS -> name.toLowerCase(Locale.ROOT);
                case IP -> address(name);
                default -> name;
            };
        }

        private static String address(String text) {
            byte[] octets = NetUtil.createByteArrayFromIpAddressString(text);
            return octets == null ? text : NetUtil.bytesToIpAddress(octets);
        }
    }

    public AllowedName {
        name = kind.spelling(name.strip());
        require(!name.isEmpty(), "an entry is blank");
        require(!name.equals("*"), "\"*\" would match everything; leave the list empty to admit every name");
        switch (kind) {
            case DNS ->
                require(
                        name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*"),
                        "\"dns:" + name + "\" is not one DNS name; there are no patterns");
            case IP ->
                require(
                        NetUtil.createByteArrayFromIpAddressString(name) != null,
                        "\"ip:" + name + "\" is not one IP address");
            case URI -> require(isUri(name), "\"uri:" + name + "\" is not one URI; there are no patterns");
            default -> {}
        }
    }

    /** An entry of {@code cert-allowed-cn}. */
    public static AllowedName commonName(String entry, Roles roles) {
        return new AllowedName(Kind.COMMON_NAME, entry, roles);
    }

    /** An entry of {@code cert-allowed-san}: {@code dns:..}, {@code ip:..} or {@code uri:..}. */
    public static AllowedName alternative(String entry, Roles roles) {
        String text = entry.strip();
        require(!text.isEmpty(), "an entry is blank");
        for (Kind kind : Kind.values()) {
            if (kind != Kind.COMMON_NAME && text.startsWith(kind.prefix)) {
                return new AllowedName(kind, text.substring(kind.prefix.length()), roles);
            }
        }
        throw wrong("\"" + text + "\" must begin with dns:, ip: or uri:");
    }

    private static boolean isUri(String name) {
        try {
            URI uri = new URI(name);
            return uri.isAbsolute()
                    && !name.contains("*")
                    && !uri.getSchemeSpecificPart().matches("/*");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(otherwise);
        }
    }

    private static DmException wrong(String why) {
        return new DmException(ConfigError.SECURITY_WRONG, why);
    }

    /** As the configuration has it. */
    @Override
    public String toString() {
        return kind.spelled(name);
    }
}
