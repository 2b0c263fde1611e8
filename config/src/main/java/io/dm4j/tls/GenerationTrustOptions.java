package io.dm4j.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.util.function.Function;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A generation's trust as Vert.x wants it. One object a generation, equal to no other: Vert.x keys its caches by it. */
record GenerationTrustOptions(TrustManagerFactory factory) implements TrustOptions {

    @Override
    public TrustOptions copy() {
        return this;
    }

    @Override
    public TrustManagerFactory getTrustManagerFactory(Vertx vertx) {
        return factory;
    }

    @Override
    public Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
        return serverName -> null;
    }
}
