package io.dm4j.config;

/** Host and port of a node or database, as others reach it. */
public record Address(String host, int port) {

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
