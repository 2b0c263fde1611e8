package io.dm4j.it.cluster;

import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** The two databases of a migration: TLS required, and a client certificate of the account that replicates. */
public record Servers(DatabaseServer upstream, DatabaseServer downstream) implements AutoCloseable {

    /** How one is started; see {@link TestServers}. */
    public interface Starter extends BiFunction<Path, ServerOptions, DatabaseServer> {}

    /** MySQL to MariaDB; MariaDB to MariaDB where MySQL cannot run. */
    public static Servers start(Path directory, Trust trust) {
        return start(
                directory,
                trust,
                TestServers.mysqlAvailable() ? TestServers::mysql : TestServers::mariadb,
                TestServers::mariadb);
    }

    /** Both start at the same time. */
    public static Servers start(Path directory, Trust trust, Starter up, Starter down) {
        CompletableFuture<DatabaseServer> upstream =
                CompletableFuture.supplyAsync(() -> start(directory.resolve("upstream"), trust, Party.UPSTREAM, up));
        DatabaseServer downstream = start(directory.resolve("downstream"), trust, Party.DOWNSTREAM, down);
        return new Servers(upstream.join(), downstream);
    }

    /** One of them, with the account that replicates. */
    public static DatabaseServer start(Path directory, Trust trust, Party party, Starter starter) {
        DatabaseServer server =
                starter.apply(directory, ServerOptions.tls(trust.files(party)).requiringTls());
        server.createAccount(Installation.USER, Installation.PASSWORD, Access.CLIENT_CERTIFICATE);
        return server;
    }

    /** Leaves both running. */
    public void release() {
        upstream.release();
        downstream.release();
    }

    @Override
    public void close() {
        upstream.close();
        downstream.close();
    }
}
