package io.dm4j.it.cluster;

import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** The two databases: TLS required, and a client certificate of the account that replicates. */
public record Servers(DatabaseServer upstream, DatabaseServer downstream) implements AutoCloseable {

    /** MySQL to MariaDB; MariaDB to MariaDB where MySQL cannot run. */
    public static Servers start(Path directory, Trust trust) {
        ServerOptions up = ServerOptions.tls(trust.files(Party.UPSTREAM)).requiringTls();
        ServerOptions down = ServerOptions.tls(trust.files(Party.DOWNSTREAM)).requiringTls();
        boolean mysql = TestServers.mysqlAvailable();
        CompletableFuture<DatabaseServer> upstream = CompletableFuture.supplyAsync(() -> mysql
                ? TestServers.mysql(directory.resolve("upstream"), up)
                : TestServers.mariadb(directory.resolve("upstream"), up));
        DatabaseServer downstream = TestServers.mariadb(directory.resolve("downstream"), down);
        Servers servers = new Servers(upstream.join(), downstream);
        servers.upstream.createAccount(Installation.USER, Installation.PASSWORD, Access.CLIENT_CERTIFICATE);
        servers.downstream.createAccount(Installation.USER, Installation.PASSWORD, Access.CLIENT_CERTIFICATE);
        return servers;
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
