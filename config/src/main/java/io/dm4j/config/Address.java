package io.dm4j.config;

import java.util.Optional;

/** Host and port of a node or database, as others reach it. */
public record Address(String host, int port) {

    /** {@code host:port}, {@code [::1]:port}, with or without a scheme before it; empty if the text is none, or has no host. */
    public static Optional<Address> parse(String text) {
        return Addresses.parse(text).filter(address -> !address.host().isEmpty());
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
