package io.dm4j.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code host:port}, with or without a scheme before it. */
final class Addresses {
    static final String FORM = "host:port";

    private Addresses() {}

    /** Empty if the text is not an address; the host may be empty ({@code :8261}). */
    static Optional<Address> parse(String text) {
        return parseFree(text).filter(address -> address.port() > 0);
    }

    /** As {@link #parse}, and port 0 stands for a free one. */
    static Optional<Address> parseFree(String text) {
        String bare = withoutScheme(text.strip());
        int colon = bare.lastIndexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        Optional<String> host = host(bare.substring(0, colon));
        Optional<Integer> port = port(bare.substring(colon + 1));
        return host.flatMap(name -> port.map(number -> new Address(name, number)));
    }

    /** A comma-separated list; empty if one of its entries is not an address with a host. */
    static Optional<List<Address>> list(String text) {
        List<Address> all = new ArrayList<>();
        for (String entry : text.split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            Optional<Address> address = parse(entry).filter(one -> !one.host().isEmpty());
            if (address.isEmpty()) {
                return Optional.empty();
            }
            all.add(address.get());
        }
        return Optional.of(List.copyOf(all));
    }

    static String withoutScheme(String text) {
        int scheme = text.indexOf("://");
        String bare = scheme < 0 ? text : text.substring(scheme + 3);
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            return Optional.of(text.substring(1, text.length() - 1));
        }
        return text.matches("[^\\s:/\\[\\]@]*") ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Integer> port(String text) {
        if (!text.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port <= 65_535 ? Optional.of(port) : Optional.empty();
    }
}
