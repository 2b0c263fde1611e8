package io.dm4j.config;

import java.util.List;
import java.util.Optional;

/** The keys that master and worker files have in common: addresses and logging. */
final class NodeKeys {
    /** Stands for a listening address that was refused already. */
    private static final Address NOWHERE = new Address("", -1);

    private static final List<String> LEVELS = List.of("debug", "info", "warn", "error", "fatal");

    private final Section section;

    NodeKeys(Section section) {
        this.section = section;
    }

    LogConfig log() {
        section.noMeaning("whoever keeps the log file rotates it", "log-rotate");
        return new LogConfig(
                section.choice(ConfigError.VALUE_WRONG, "log-level", LogConfig.DEFAULT.level(), LEVELS),
                section.text("log-file", LogConfig.DEFAULT.file()),
                section.text("audit-log-file", LogConfig.DEFAULT.auditFile()),
                format());
    }

    private LogConfig.Format format() {
        String format = section.choice(ConfigError.VALUE_WRONG, "log-format", "text", List.of("text", "json"));
        return format.equals("json") ? LogConfig.Format.JSON : LogConfig.Format.TEXT;
    }

    /** Where to listen; the host may be empty, or all interfaces, only if others are told another one. Port 0 takes a free one. */
    Address listen(String key, ConfigError wrong) {
        Optional<Address> address = Addresses.parseFree(section.text(key));
        if (address.isEmpty()) {
            section.problem(wrong, key, "expected the address to listen on, as " + Addresses.FORM + " or :port");
        }
        return address.orElse(NOWHERE);
    }

    /** Where others reach this node; the address it listens on unless it says otherwise. */
    Address advertise(Address listen, String listenKey, ConfigError wrong) {
        String text = section.text("advertise-addr");
        Optional<Address> address = text.isEmpty() ? Optional.of(listen) : Addresses.parse(text);
        if (address.isEmpty()) {
            section.problem(wrong, "advertise-addr", "expected the address others use, as " + Addresses.FORM);
        } else if (!listen.equals(NOWHERE) && !canBeReached(address.get())) {
            String key = text.isEmpty() ? listenKey : "advertise-addr";
            section.problem(wrong, key, "names no host that others could connect to: set advertise-addr");
        }
        return address.orElse(listen);
    }

    private static boolean canBeReached(Address address) {
        return !List.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0").contains(address.host());
    }

    /** Comma-separated addresses. */
    List<Address> addresses(String key, ConfigError wrong) {
        Optional<List<Address>> addresses = Addresses.list(section.text(key));
        if (addresses.isEmpty()) {
            section.problem(wrong, key, "expected addresses as host:port,host:port");
        }
        return addresses.orElse(List.of());
    }
}
