package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One database server and the sessions we open there. TLS material is looked at anew for each connection, so that a
 * replaced certificate is used by the next one; there is no way to plain text once a {@code security} block has content.
 */
public final class Database {
    /** Bound of opening a connection and setting up its session. */
    public static final Duration CONNECT = Duration.ofSeconds(10);

    /** Statements on their way to the server at once; more gains nothing, as a server runs a session's one by one. */
    private static final int PIPELINE = 16;

    /** So that material taken back ages out of pools that are never idle. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Vertx vertx;
    private final DatabaseConfig config;
    private final ErrorScope side;
    private final String purpose;
    private final DatabaseTls tls;
    private final Session session;

    /** The purpose is shown in the server's process list as the program's name. */
    public Database(Vertx vertx, DatabaseConfig config, ErrorScope side, String purpose) {
        this.vertx = vertx;
        this.config = config;
        this.side = side;
        this.purpose = purpose;
        this.tls = new DatabaseTls(vertx, config);
        this.session = side == ErrorScope.DOWNSTREAM ? Session.writing(config) : Session.reading(config);
    }

    public DatabaseConfig config() {
        return config;
    }

    public ErrorScope side() {
        return side;
    }

    /** The TLS material; empty where no TLS is asked for. May read files: on a thread that may block. */
    public Optional<TlsStore> tls() {
        return tls.store();
    }

    /** A session of the caller's own, who closes it. Fails with a coded DmException. */
    public Future<SqlConnection> connect() {
        Future<MySQLConnection> attempt = options()
                .compose(options -> MySQLConnection.connect(vertx, options))
                .compose(this::prepared);
        return attempt.timeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> closeIfLate(failure, attempt))
                .recover(failure -> Future.failedFuture(coded(failure)))
                .map(SqlConnection.class::cast);
    }

    /** Sessions to share; whoever asks for the pool closes it. Failures of the pool carry the client's own exceptions. */
    public Pool pool(int size) {
        return MySQLBuilder.pool()
                .using(vertx)
                .with(new PoolOptions()
                        .setMaxSize(size)
                        .setConnectionTimeout((int) CONNECT.toSeconds())
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setMaxLifetime((int) LIFETIME.toMinutes())
                        .setMaxLifetimeUnit(TimeUnit.MINUTES))
                .connectingTo(() -> options().map(options -> options))
                .withConnectHandler(this::enterPool)
                .build();
    }

    /** Asks the server what it is. */
    public Future<ServerVersion> version() {
        return connect().compose(c -> ServerVersion.read(c).eventually(c::close));
    }

    /** A failure of this database with a code, and host and account in its words. */
    public DmException coded(Throwable failure) {
        return ConnectFailure.of(failure, config, side);
    }

    private Future<MySQLConnectOptions> options() {
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setCollation(Session.COLLATION)
                .setPipeliningLimit(PIPELINE)
                .addProperty("program_name", "dm4j " + purpose);
        return tls.into(options);
    }

    private Future<MySQLConnection> prepared(MySQLConnection connection) {
        return encrypted(connection)
                .compose(encrypted -> session.start(encrypted))
                .map(connection)
                .onFailure(failure -> connection.close());
    }

    private Future<SqlConnection> encrypted(SqlConnection connection) {
        return config.security().wantsTls() && !connection.isSSL()
                ? Future.failedFuture(new DmException(
                        DatabaseError.NOT_ENCRYPTED, "the connection to " + config.address() + " is not encrypted"))
                : Future.succeededFuture(connection);
    }

    /** A session that could not be set up must not be lent: the server is told to end it. */
    private void enterPool(SqlConnection connection) {
        encrypted(connection)
                .compose(session::start)
                .recover(failure ->
                        connection.query("KILL CONNECTION_ID()").execute().mapEmpty())
                .eventually(connection::close)
                .onFailure(failure -> connection.close());
    }

    private static void closeIfLate(Throwable failure, Future<MySQLConnection> attempt) {
        if (failure instanceof TimeoutException) {
            attempt.onSuccess(MySQLConnection::close);
        }
    }
}
