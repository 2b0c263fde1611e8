package io.dm4j.endpoint;

import io.dm4j.config.Address;
import io.vertx.core.http.HttpServerOptions;

/** Where a node's ports listen. */
public final class Listening {
    private static final String ALL_INTERFACES = "0.0.0.0";

    private Listening() {}

    /** Options without TLS; an empty host means all interfaces. */
    public static HttpServerOptions at(Address address) {
        return new HttpServerOptions()
                .setHost(address.host().isEmpty() ? ALL_INTERFACES : address.host())
                .setPort(address.port());
    }
}
