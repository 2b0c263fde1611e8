package io.dm4j.it.bench;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Job;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.server.Access;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.ServerOptions;
import io.dm4j.it.server.TestServers;
import io.dm4j.pki.PemFiles;
import java.nio.file.Path;
import java.util.List;

/** MySQL 8.0.31 and MariaDB 11.4.5 on this machine, everything over mutual TLS. */
final class Arena implements AutoCloseable {
    static final String TASK = "bench";

    private final Path directory;
    private final Trust trust;
    private final Servers servers;

    private Arena(Path directory, Trust trust, Servers servers) {
        this.directory = directory;
        this.trust = trust;
        this.servers = servers;
    }

    static Arena open(Path directory) {
        Trust trust = Trust.create(directory.resolve("tls"));
        Servers servers = new Servers(
                TestServers.mysql(directory.resolve("upstream"), options(trust, Party.UPSTREAM)),
                TestServers.mariadb(directory.resolve("downstream"), options(trust, Party.DOWNSTREAM)));
        servers.upstream().createAccount(Installation.USER, Installation.PASSWORD, Access.CLIENT_CERTIFICATE);
        servers.downstream().createAccount(Installation.USER, Installation.PASSWORD, Access.CLIENT_CERTIFICATE);
        return new Arena(directory, trust, servers);
    }

    private static ServerOptions options(Trust trust, Party party) {
        return ServerOptions.tls(trust.files(party))
                .requiringTls()
                .with("--innodb-buffer-pool-size=512M")
                .with("--innodb-flush-log-at-trx-commit=1")
                .with("--sync-binlog=1");
    }

    Path directory() {
        return directory;
    }

    DatabaseServer source() {
        return servers.upstream();
    }

    DatabaseServer target() {
        return servers.downstream();
    }

    PemFiles clientFiles() {
        return trust.files(Party.REPLICATOR);
    }

    /** The files of a task that leads a schema to the same name on the target, by file and position. */
    Installation task(String schema) {
        Installation files = new Installation(
                directory.resolve(schema),
                trust,
                Job.renaming(TASK, schema, schema).byPosition());
        files.write(servers);
        return files;
    }

    void emptyTarget(String schema) {
        target().execute("DROP DATABASE IF EXISTS " + schema, "DROP DATABASE IF EXISTS " + Installation.META_SCHEMA);
    }

    /** Fails if the schema's tables are not the same on both sides. */
    void requireEqual(String schema) {
        List<Comparison.Outcome> outcomes = new Comparison(source(), target()).schemas(schema, schema);
        if (outcomes.isEmpty() || !outcomes.stream().allMatch(Comparison.Outcome::equal)) {
            throw new AssertionError(outcomes.toString());
        }
    }

    Cost measure(Contender contender) {
        contender.prepare();
        double own = contender.cpuSeconds();
        double ofSource = CpuTime.of(source().pid());
        double ofTarget = CpuTime.of(target().pid());
        long since = System.nanoTime();
        contender.move();
        return new Cost(
                (System.nanoTime() - since) / 1e9,
                contender.cpuSeconds() - own,
                CpuTime.of(source().pid()) - ofSource,
                CpuTime.of(target().pid()) - ofTarget);
    }

    @Override
    public void close() {
        servers.close();
    }
}
