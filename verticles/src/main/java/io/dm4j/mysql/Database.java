package io.dm4j.mysql;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.tls.TlsGeneration;
import io.dm4j.tls.TlsInventory;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSession;

/**
 * One database server and the sessions we open there. TLS material is looked at anew for each connection, so that a
 * replaced certificate is used by the next one; there is no way to plain text once a {@code security} block has content.
 * Open connections are held to the files of now: within two seconds after those no longer admit the server, they are closed.
 */
public final class Database {
    /** Bound of opening a connection and setting up its session. */
    public static final Duration CONNECT = Duration.ofSeconds(10);

    /** Statements on their way to the server at once; more gains nothing, as a server runs a session's one by one. */
    private static final int PIPELINE = 16;

    /** So that material taken back ages out of pools that are never idle. */
    private static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Vertx vertx;
    private final Supplier<DatabaseConfig> config;
    private final ErrorScope side;
    private final String purpose;
    private final DatabaseTls tls;
    private final Session session;
    private final TrustWatch watch;

    /** The purpose is shown in the server's process list as the program's name. */
    public Database(Vertx vertx, DatabaseConfig config, ErrorScope side, String purpose) {
        this(vertx, () -> config, side, purpose, new TlsListing(new TlsInventory(), purpose));
    }

    /**
     * A server whose account and TLS files may change.
     *
     * @param config asked for each connection, from any thread; host and port stay
     * @param listing where the TLS files are told of as long as they are in use; {@link #close} ends that
     */
    public Database(Vertx vertx, Supplier<DatabaseConfig> config, ErrorScope side, String purpose, TlsListing listing) {
        this.vertx = vertx;
        this.config = config;
        this.side = side;
        this.purpose = purpose;
        this.tls = new DatabaseTls(vertx, () -> config.get().security(), listing);
        this.session = side == ErrorScope.DOWNSTREAM ? Session.writing(config.get()) : Session.reading(config.get());
        this.watch = new TrustWatch(vertx.getOrCreateContext(), this::judge);
    }

    /** As it is now. */
    public DatabaseConfig config() {
        return config.get();
    }

    public ErrorScope side() {
        return side;
    }

    /** Whether sessions that write to such a target check foreign keys. */
    public static boolean checksForeignKeys(DatabaseConfig target) {
        return Session.writing(target).checksForeignKeys();
    }

    /** The TLS material; empty where no TLS is asked for. May read files: on a thread that may block. */
    public Optional<TlsStore> tls() {
        return tls.store();
    }

    /** The files that decide whether the server is trusted, in words. */
    public String trustedBy() {
        return ServerTrust.files(config());
    }

    /**
     * Told why, each time open connections are about to be closed because the server is not trusted any more; on the context
     * this object was made on, where it must be called.
     */
    public void whenDistrusted(Consumer<DmException> listener) {
        watch.listen(listener);
    }

    /**
     * Holds a TLS connection that was opened by other means than this object's to the files of now. Any thread.
     *
     * @param cut closes it; called on the context this object was made on, must not block
     */
    public OpenConnection hold(SSLSession tls, Consumer<DmException> cut) {
        return watch.add(tls, cut);
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

    /** Takes the TLS files off the list; connections are their openers' to close. No connection may be opened any more. */
    public void close() {
        tls.close();
    }

    /** Asks the server what it is. */
    public Future<ServerVersion> version() {
        return connect().compose(c -> ServerVersion.read(c).eventually(c::close));
    }

    /** A failure of this database with a code, and host and account in its words. */
    public DmException coded(Throwable failure) {
        return ConnectFailure.of(failure, config(), side);
    }

    private Future<MySQLConnectOptions> options() {
        DatabaseConfig now = config();
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(now.host())
                .setPort(now.port())
                .setUser(now.user())
                .setPassword(now.password().reveal())
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
        if (!config().security().wantsTls()) {
            return Future.succeededFuture(connection);
        }
        if (!connection.isSSL()) {
            return Future.failedFuture(new DmException(
                    DatabaseError.NOT_ENCRYPTED, "the connection to " + config().address() + " is not encrypted"));
        }
        hold(SessionSocket.of(connection));
        return Future.succeededFuture(connection);
    }

    private void hold(SessionSocket socket) {
        OpenConnection open = watch.add(socket.tls(), reason -> socket.cut());
        socket.whenClosed(open::ended);
    }

    /** By the files of now, which are looked at once for all connections: on a thread that may block. */
    private TrustWatch.Judge judge() {
        DatabaseConfig now = config();
        Optional<TlsGeneration> generation = tls.latest().map(TlsStore::current);
        return open -> generation.flatMap(by -> ServerTrust.refusal(open, by, now, side));
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
