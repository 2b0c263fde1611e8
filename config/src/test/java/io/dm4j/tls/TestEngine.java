package io.dm4j.tls;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;

/** What a port's TLS is made with. */
enum TestEngine {
    JDK,
    OPENSSL;

    HttpServerOptions serverOptions() {
        SSLEngineOptions engine = this == JDK ? new JdkSSLEngineOptions() : new OpenSSLEngineOptions();
        return new HttpServerOptions().setSslEngineOptions(engine);
    }
}
