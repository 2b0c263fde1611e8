package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.SecurityConfig;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.util.Optional;

/** The TLS side of a connection's options, with the files' content of this moment. */
final class DatabaseTls {
    private final Vertx vertx;
    private final SecurityConfig security;
    private TlsStore store;

    DatabaseTls(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.security = config.security();
    }

    /** The store, if TLS is asked for. May read files: on a thread that may block. Fails as long as the files are bad. */
    Optional<TlsStore> store() {
        return security.wantsTls() ? Optional.of(opened()) : Optional.empty();
    }

    /** Completes with the options, TLS set if it is asked for. */
    Future<MySQLConnectOptions> into(MySQLConnectOptions options) {
        if (!security.wantsTls()) {
            return Future.succeededFuture(options.setSslMode(SslMode.DISABLED));
        }
        return vertx.executeBlocking(this::look)
                .map(ssl -> options.setSslMode(mode()).setSslOptions(ssl));
    }

    private SslMode mode() {
        return security.server().isByHost() ? SslMode.VERIFY_IDENTITY : SslMode.VERIFY_CA;
    }

    /** Reads files: on a worker thread only. Bad files at the start are looked at again by the next connection. */
    private ClientSSLOptions look() {
        return TlsClient.pemOptions(opened().current());
    }

    private synchronized TlsStore opened() {
        if (store == null) {
            store = TlsStore.open(security, TlsRole.GUEST);
        }
        return store;
    }
}
