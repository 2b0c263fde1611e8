package io.dm4j.mysql;

import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.dm4j.tls.TlsClient;
import io.dm4j.tls.TlsRole;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** The TLS side of a connection's options, with the security block and the files' content of this moment. Any thread. */
final class DatabaseTls {
    private static final Logger LOG = LogManager.getLogger(DatabaseTls.class);

    private final Vertx vertx;
    private final Supplier<SecurityConfig> security;
    private final TlsListing listing;
    private TlsStore store;
    private boolean closed;

    DatabaseTls(Vertx vertx, Supplier<SecurityConfig> security, TlsListing listing) {
        this.vertx = vertx;
        this.security = security;
        this.listing = listing;
    }

    /** The store, if TLS is asked for. May read files: on a thread that may block. Fails as long as the files are bad. */
    Optional<TlsStore> store() {
        return security.get().wantsTls() ? Optional.of(opened()) : Optional.empty();
    }

    /** As {@link #store()}, or the one before as long as the files of a new security block are bad; empty without any. */
    Optional<TlsStore> latest() {
        try {
            return store();
        } catch (DmException e) {
            LOG.debug("the last good TLS files go on: {}", e.getMessage());
            return last();
        }
    }

    private synchronized Optional<TlsStore> last() {
        return Optional.ofNullable(store);
    }

    /** Completes with the options, TLS set if it is asked for. */
    Future<MySQLConnectOptions> into(MySQLConnectOptions options) {
        SecurityConfig now = security.get();
        if (!now.wantsTls()) {
            return Future.succeededFuture(options.setSslMode(SslMode.DISABLED));
        }
        return vertx.executeBlocking(this::look)
                .map(ssl -> options.setSslMode(mode(now)).setSslOptions(ssl));
    }

    private static SslMode mode(SecurityConfig security) {
        return security.server().isByHost() ? SslMode.VERIFY_IDENTITY : SslMode.VERIFY_CA;
    }

    /** Reads files: on a worker thread only. Bad files at the start are looked at again by the next connection. */
    private ClientSSLOptions look() {
        return TlsClient.pemOptions(opened().current());
    }

    /** Another security block is another store: its files are in no way those of before. */
    private synchronized TlsStore opened() {
        SecurityConfig wanted = security.get();
        if (store == null || !store.config().equals(wanted)) {
            replace(TlsStore.open(wanted, TlsRole.GUEST));
        }
        return store;
    }

    private void replace(TlsStore next) {
        if (store != null) {
            listing.remove(store);
        }
        if (!closed) {
            listing.add(next);
        }
        store = next;
    }

    synchronized void close() {
        closed = true;
        if (store != null) {
            listing.remove(store);
        }
    }
}
