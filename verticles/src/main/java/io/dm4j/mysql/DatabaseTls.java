package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.PemInput;
import io.dm4j.config.SecurityConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;

/** The TLS side of a connection's options, with the files' content of this moment. */
final class DatabaseTls {
    private final Vertx vertx;
    private final SecurityConfig security;

    DatabaseTls(Vertx vertx, DatabaseConfig config) {
        this.vertx = vertx;
        this.security = config.security();
    }

    /** Completes with the options, TLS set if it is asked for. */
    Future<MySQLConnectOptions> into(MySQLConnectOptions options) {
        if (!security.wantsTls()) {
            return Future.succeededFuture(options.setSslMode(SslMode.DISABLED));
        }
        return ssl().map(ssl -> options.setSslMode(mode()).setSslOptions(ssl));
    }

    private SslMode mode() {
        return security.sslMode() == io.dm4j.config.SslMode.VERIFY_CA ? SslMode.VERIFY_CA : SslMode.VERIFY_IDENTITY;
    }

    private Future<ClientSSLOptions> ssl() {
        // the client compares options by their fields and keeps the context of equal ones: values, never paths
        ClientSSLOptions ssl = new ClientSSLOptions()
                .setHostnameVerificationAlgorithm(mode() == SslMode.VERIFY_IDENTITY ? "HTTPS" : "");
        return pem(security.ca())
                .map(ca -> ssl.setTrustOptions(new PemTrustOptions().addCertValue(ca)))
                .compose(trusting -> security.cert().isAbsent() ? Future.succeededFuture(ssl) : withKey(ssl));
    }

    private Future<ClientSSLOptions> withKey(ClientSSLOptions ssl) {
        return pem(security.cert())
                .compose(cert -> pem(security.key()).map(key -> new PemKeyCertOptions()
                        .addCertValue(cert)
                        .addKeyValue(key)))
                .map(ssl::setKeyCertOptions);
    }

    private Future<Buffer> pem(PemInput input) {
        Future<Buffer> text = Future.succeededFuture(Buffer.buffer(input.content().reveal()));
        if (input.path().isEmpty()) {
            return text;
        }
        return vertx.fileSystem()
                .readFile(input.path())
                .recover(failure -> input.content().isEmpty() ? unreadable(input, failure) : text);
    }

    private static Future<Buffer> unreadable(PemInput input, Throwable failure) {
        return Future.failedFuture(
                new DmException(DatabaseError.CERTIFICATE_REFUSED, "cannot read " + input.path(), failure));
    }
}
