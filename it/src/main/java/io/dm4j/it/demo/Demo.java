package io.dm4j.it.demo;

import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Job;
import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.cluster.TaskStatus;
import io.dm4j.it.cluster.Trust;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.sample.Writer;
import io.dm4j.it.server.SqlSession;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The story from two empty databases to two equal ones. What it starts, {@link #close} ends, in reverse order. */
final class Demo implements AutoCloseable {
    private static final Job JOB = Job.renaming("demo", "shop", "shop_copy");
    private static final long SEED = 20_240_229;
    private static final int WRITES_PER_SECOND = 150;
    private static final Duration COPY_BOUND = Duration.ofMinutes(30);
    private static final Duration FOLLOW_BOUND = Duration.ofSeconds(60);

    private final DemoOptions options;
    private final Path directory;
    private final Screen screen;
    private final Trust trust;
    private final Installation installation;
    private final Cluster cluster;
    private final Operator operator;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Map<String, Long> pids = new LinkedHashMap<>();

    Demo(DemoOptions options, Path directory, Screen screen) {
        this.options = options;
        this.directory = directory;
        this.screen = screen;
        this.trust = Trust.create(directory.resolve("tls"));
        this.installation = new Installation(directory, trust, JOB);
        this.cluster = new Cluster(Scripts.here(), installation);
        this.operator = new Operator(cluster, installation, screen);
    }

    /** Whether all tables are equal at the end. */
    boolean run() throws IOException, GeneralSecurityException {
        Servers servers = databases();
        Sample sample = sample(servers);
        parts();
        Writer writer = writer(sample);
        Instant start = task();
        StatusWatch watch = opened(operator.watch());
        copy(watch, servers);
        follow(watch, servers);
        rotate(watch, servers);
        refusals();
        finish(watch, servers, writer);
        return compare(servers, start);
    }

    private Servers databases() {
        screen.step("Two databases, TLS required; the replicating account needs a client certificate");
        Servers servers = opened(Servers.start(directory, trust));
        installation.write(servers);
        pids.put("upstream", servers.upstream().pid());
        pids.put("downstream", servers.downstream().pid());
        screen.say("upstream   " + servers.upstream().name() + " at "
                + servers.upstream().address());
        screen.say("downstream " + servers.downstream().name() + " at "
                + servers.downstream().address());
        if (!servers.upstream().flavor().equals("mysql")) {
            screen.say("MySQL cannot run on this machine (see above): MariaDB takes its place");
        }
        return servers;
    }

    private Sample sample(Servers servers) {
        Sample sample = new Sample(servers.upstream(), JOB.schema(), options.rows(), SEED);
        screen.step(String.format(
                "A shop with %,d rows in %d tables",
                sample.rowCount(), sample.tables().size()));
        sample.create();
        sample.fill();
        return sample;
    }

    private void parts() {
        screen.step("A master and a worker, mutual TLS, callers held to cert-allowed-cn");
        opened(cluster);
        operator.startParts();
        pids.put("dm-master", cluster.master().pid());
        pids.put("dm-worker", cluster.worker().pid());
        operator.dmctl("operate-source", "create", operator.file("source.yaml"));
        operator.dmctl("list-member");
    }

    private Writer writer(Sample sample) {
        screen.step("A writer that inserts, updates and deletes from now on");
        return opened(Writer.start(sample, SEED, WRITES_PER_SECOND));
    }

    /** The moment that start-task was typed. */
    private Instant task() {
        screen.step("The task: copy " + JOB.schema() + " to " + JOB.targetSchema() + ", then follow");
        operator.dmctl("check-task", operator.file("task.yaml"));
        Instant start = Instant.now();
        operator.dmctl("start-task", operator.file("task.yaml"));
        return start;
    }

    private void copy(StatusWatch watch, Servers servers) {
        screen.step("Full copy");
        try (SqlSession session = servers.downstream().session()) {
            CopyProgress progress = new CopyProgress(screen, session, JOB.task());
            watch.until(COPY_BOUND, "the copy is complete", progress::show, TaskStatus::follows);
        }
    }

    private void follow(StatusWatch watch, Servers servers) {
        screen.step("Following");
        awaitApplied(watch, BinlogPlace.of(servers.upstream()));
    }

    private void awaitApplied(StatusWatch watch, BinlogPlace place) {
        watch.until(
                FOLLOW_BOUND,
                "everything up to " + place + " is downstream",
                status -> screen.progress("lag " + status.secondsBehind() + " s   downstream has all up to "
                        + status.applied() + " of " + place),
                status -> status.applied().compareTo(place) >= 0);
        screen.say("downstream has all up to " + place);
    }

    private void rotate(StatusWatch watch, Servers servers) throws IOException, GeneralSecurityException {
        screen.step("New CA, certificates and keys for all parts, on disk, while the writer runs");
        Rotation rotation = new Rotation(screen, trust, servers, installation);
        rotation.run(pids);
        screen.say("cut " + rotation.cutDatabaseConnections()
                + " database connections of master and worker: they come back with the new certificate or not at all");
        awaitApplied(watch, BinlogPlace.of(servers.upstream()));
        operator.dmctl("query-status", JOB.task());
    }

    private void refusals() throws IOException, GeneralSecurityException {
        screen.step("Callers that are not let in");
        new Refusals(screen, operator, installation, trust).show();
    }

    private void finish(StatusWatch watch, Servers servers, Writer writer) {
        screen.step("The writer stops");
        writer.stop();
        screen.say(String.format(
                "it committed %,d transactions with %,d row changes", writer.transactions(), writer.rows()));
        awaitApplied(watch, BinlogPlace.of(servers.upstream()));
    }

    private boolean compare(Servers servers, Instant start) {
        screen.step("All tables, row by row, by a checksum query on each side");
        List<Comparison.Outcome> outcomes =
                new Comparison(servers.upstream(), servers.downstream()).schemas(JOB.schema(), JOB.targetSchema());
        ClosingTable table = new ClosingTable(outcomes, CopiedTable.read(servers.downstream(), JOB.task(), start));
        screen.say(table.text());
        return table.allEqual();
    }

    /** Leaves databases, master and worker running and says what to do with them. */
    void keep() {
        screen.step("Everything but the writer is still running");
        for (AutoCloseable part : started) {
            if (part instanceof Cluster parts) {
                parts.release();
            } else if (part instanceof Servers servers) {
                servers.release();
            } else {
                closeQuietly(part);
            }
        }
        started.clear();
        screen.command(operator.commandLine("dmctl.toml", "query-status", JOB.task(), "--watch"));
        screen.command(operator.commandLine("dmctl.toml", "pause-task", JOB.task()));
        screen.command(operator.commandLine("dmctl.toml", "resume-task", JOB.task()));
        screen.command(operator.commandLine("dmctl.toml", "--help"));
        screen.say("files and logs: " + directory);
        screen.command("kill "
                + String.join(" ", pids.values().stream().map(String::valueOf).toList()) + "   # ends it all");
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
