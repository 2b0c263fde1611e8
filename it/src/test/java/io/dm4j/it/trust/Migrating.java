package io.dm4j.it.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Job;
import io.dm4j.it.cluster.Party;
import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.cluster.TaskStatus;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A small shop that is being migrated by real processes, everything under mutual TLS, while this package shakes its files. */
final class Migrating implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final long SEED = 3;
    private static final int ROWS = 1_000;

    private final Job job;
    private final Servers servers;
    private final Installation installation;
    private final Cluster cluster;
    private final Sample sample;

    private Migrating(Path directory, Trust trust, String task) {
        job = Job.renaming(task, "shop", "shop_copy");
        servers = Servers.start(directory, trust);
        installation = new Installation(directory, trust, job);
        cluster = new Cluster(Scripts.here(), installation);
        sample = new Sample(servers.upstream(), job.schema(), ROWS, SEED);
    }

    /** Returns when the task has been started. */
    static Migrating start(Path directory, Trust trust, String task) {
        Migrating migrating = new Migrating(directory, trust, task);
        try {
            migrating.begin();
            return migrating;
        } catch (RuntimeException | Error e) {
            migrating.close();
            throw e;
        }
    }

    private void begin() {
        sample.create();
        sample.fill();
        installation.write(servers);
        cluster.start();
        succeeds("operate-source", "create", installation.file("source.yaml").toString());
        succeeds("start-task", installation.file("task.yaml").toString());
    }

    Servers servers() {
        return servers;
    }

    Installation installation() {
        return installation;
    }

    Writer writer(int transactionsPerSecond) {
        return Writer.start(sample, SEED, transactionsPerSecond);
    }

    StatusWatch watch() {
        return cluster.watch();
    }

    /** dmctl, which must exit with 0. */
    Answer succeeds(String... arguments) {
        Answer answer = cluster.dmctl(arguments);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    /** Ends all connections of the replicating account, so that each must be opened anew with the files of now. */
    void cutDatabaseConnections() {
        Connections.cut(servers.upstream(), Installation.USER);
        Connections.cut(servers.downstream(), Installation.USER);
    }

    /** The port of a node, which shows the party's certificate. */
    int port(Party node) {
        return node == Party.MASTER ? installation.masterPort() : installation.workerPort();
    }

    void awaitCaughtUp(StatusWatch watch) {
        BinlogPlace end = BinlogPlace.of(servers.upstream());
        watch.until(BOUND, "everything up to " + end + " is downstream", status -> {}, status -> has(status, end));
    }

    private static boolean has(TaskStatus status, BinlogPlace end) {
        return status.follows() && status.applied().compareTo(end) >= 0;
    }

    void assertEqualRows() {
        assertThat(new Comparison(servers.upstream(), servers.downstream()).schemas(job.schema(), job.targetSchema()))
                .hasSize(sample.tables().size())
                .allSatisfy(outcome ->
                        assertThat(outcome.difference()).as(outcome.table()).isEmpty());
    }

    /** Whoever of them ends and is started again has another. */
    List<Long> pids() {
        assertThat(Stream.of(cluster.master(), cluster.worker())).allMatch(part -> part.isAlive());
        return List.of(
                cluster.master().pid(),
                cluster.worker().pid(),
                servers.upstream().pid(),
                servers.downstream().pid());
    }

    @Override
    public void close() {
        cluster.close();
        servers.close();
    }
}
