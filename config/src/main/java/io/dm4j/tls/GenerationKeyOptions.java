package io.dm4j.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;

/** A generation's pair as Vert.x wants it. One object a generation, equal to no other: Vert.x keys its caches by it. */
record GenerationKeyOptions(KeyManagerFactory factory) implements KeyCertOptions {

    @Override
    public KeyCertOptions copy() {
        return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
        return factory;
    }

    @Override
    public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
        return serverName -> null;
    }
}
