package io.dm4j.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One migration of the sample for a test: started, watched, compared, and all of it ended at the end. */
final class Migration implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(120);

    private static final long SEED = 7;

    final Trust trust;
    final Servers servers;
    final Sample sample;
    final Installation installation;
    final Cluster cluster;

    private Migration(Trust trust, Servers servers, Sample sample, Installation installation) {
        this.trust = trust;
        this.servers = servers;
        this.sample = sample;
        this.installation = installation;
        this.cluster = new Cluster(Scripts.here(), installation);
    }

    /** Databases with a filled sample, master and worker running, the source known. */
    static Migration prepare(Path directory, Job job, long rows, Servers.Starter up, Servers.Starter down) {
        Trust trust = Trust.create(directory.resolve("tls"));
        Servers servers = Servers.start(directory, trust, up, down);
        Migration migration = new Migration(
                trust,
                servers,
                new Sample(servers.upstream(), job.schema(), rows, SEED),
                new Installation(directory, trust, job));
        try {
            migration.begin();
            return migration;
        } catch (RuntimeException | AssertionError e) {
            migration.close();
            throw e;
        }
    }

    private void begin() {
        sample.create();
        sample.fill();
        installation.write(servers);
        cluster.start();
        succeeds("operate-source", "create", installation.file("source.yaml").toString());
    }

    void startTask() {
        succeeds("start-task", installation.file("task.yaml").toString());
    }

    Answer succeeds(String... arguments) {
        Answer answer = cluster.dmctl(arguments);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        return answer;
    }

    /** Waits until the target has all that the upstream has now. */
    void awaitCaughtUp() {
        BinlogPlace end = BinlogPlace.of(servers.upstream());
        try (StatusWatch watch = cluster.watch()) {
            watch.until(
                    BOUND,
                    "everything up to " + end + " is downstream",
                    status -> {},
                    status -> status.follows() && status.applied().compareTo(end) >= 0);
        }
    }

    void assertEqual() {
        List<Comparison.Outcome> outcomes = new Comparison(servers.upstream(), servers.downstream())
                .schemas(installation.job().schema(), installation.job().targetSchema());
        assertThat(outcomes).hasSize(sample.tables().size()).allSatisfy(outcome -> assertThat(outcome.difference())
                .as(outcome.table())
                .isEmpty());
    }

    @Override
    public void close() {
        cluster.close();
        servers.close();
    }
}
