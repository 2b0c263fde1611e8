package io.dm4j.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.dmctl.DmctlRun;
import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.cluster.Cluster;
import io.dm4j.it.cluster.Installation;
import io.dm4j.it.cluster.Job;
import io.dm4j.it.cluster.Pair;
import io.dm4j.it.cluster.Servers;
import io.dm4j.it.cluster.StatusWatch;
import io.dm4j.it.cluster.TaskStatus;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Scripts;
import io.dm4j.it.sample.Comparison;
import io.dm4j.it.sample.Sample;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.it.server.SharedServers;
import io.dm4j.it.server.SqlSession;
import io.dm4j.part.Size;
import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The migration of one schema of a shared upstream by a master and a worker of its own, which end with it. Schema and task
 * have a name that no other test gets.
 */
final class Migration implements AutoCloseable {
    static final String FIRST_WORKER = "worker-1";

    private static final long SEED = 7;
    private static final int TABLE_NOT_THERE = 1146;
    private static final int SCHEMA_NOT_THERE = 1049;
    /** Seconds: the same name gets in again soon, whatever the killed one left open. */
    private static final int LEASE = 3;

    private static final Duration BETWEEN_COMMANDS = Duration.ofMillis(300);

    private static final String SMALL_CHUNKS =
            """
            mydumpers:
              small-chunks:
                threads: 4
                rows: 200
            """;

    private final Servers servers;
    private final Installation installation;
    private final Cluster cluster;
    private final SqlSession records;
    private Optional<StatusWatch> watch = Optional.empty();
    private Optional<SecondWorker> second = Optional.empty();

    private Optional<MasterGroup> masters = Optional.empty();

    private Migration(Path directory, Pair pair, String javaFlags) {
        this.servers = pair.servers();
        Job job = pair.job(SharedServers.schema("failure")).with(SMALL_CHUNKS);
        this.installation = new Installation(directory, Pair.trust(), job);
        this.cluster = new Cluster(Scripts.here().withJavaOptions(javaFlags), installation);
        this.records = servers.downstream().session();
    }

    /** Nothing runs yet; fill the schema, then {@link #start}. */
    static Migration in(Path directory, Pair pair) {
        return new Migration(directory, pair, "-Xmx256m");
    }

    /**
     * With several masters, which the caller starts before the rest.
     *
     * @param lease of a worker, in seconds; shorter than an election, and workers begin anew at each
     */
    static Migration withMasters(Path directory, Pair pair, int count, int lease) {
        Migration migration = in(directory, pair);
        migration.writeFiles();
        migration.replace("dm-worker.toml", "keepalive-ttl = " + LEASE, "keepalive-ttl = " + lease);
        migration.masters = Optional.of(new MasterGroup(migration.installation, migration.cluster, count));
        return migration;
    }

    /** With three masters, which run when this returns. */
    static Migration withThreeMasters(Path directory, Pair pair) {
        Migration migration = withMasters(directory, pair, 3, LEASE);
        migration.masters().writeFounders();
        migration.masters().startAll();
        return migration;
    }

    MasterGroup masters() {
        return masters.orElseThrow();
    }

    Sample sample(long rows) {
        Sample sample = new Sample(upstream(), schema(), rows, SEED);
        sample.create();
        sample.fill();
        return sample;
    }

    /** Master and worker run, the source is known, the task is started. */
    void start() {
        startNodes();
        startTask();
    }

    /** Master and worker run, the source is known. */
    void startNodes() {
        if (masters.isPresent()) {
            cluster.startWorker();
        } else {
            writeFiles();
            cluster.start();
        }
        awaitFree(FIRST_WORKER);
        succeeds("operate-source", "create", installation.file("source.yaml").toString());
    }

    private void writeFiles() {
        installation.write(servers);
        append("dm-worker.toml", "keepalive-ttl = " + LEASE + "\n");
        replace("task.yaml", "route-rules: [rename]", "route-rules: [rename]\n    mydumper-config-name: small-chunks");
    }

    void startTask() {
        succeeds("start-task", installation.file("task.yaml").toString());
    }

    private void succeeds(String... arguments) {
        DmctlRun run = dmctl(arguments);
        assertThat(run.exitCode()).as(run.toString()).isZero();
    }

    /** A second worker, which is there when this returns, without a source. */
    SecondWorker startSecondWorker() {
        SecondWorker worker = SecondWorker.of(installation, cluster);
        second = Optional.of(worker);
        awaitFree(worker.name());
        return worker;
    }

    /** The first worker's process, to be killed and frozen. */
    ChildProcess firstWorker() {
        return cluster.worker();
    }

    /** Waits until the master knows the worker as one that serves nothing. */
    void awaitFree(String worker) {
        Await.until(Size.asked().bound(), BETWEEN_COMMANDS, worker + " is free\n" + logs(), () -> dmctl(
                        "list-member", "-w", "-n", worker, "-o", "json")
                .out()
                .contains("\"stage\": \"free\""));
    }

    /** In this JVM: what these tests put to death are the nodes. */
    DmctlRun dmctl(String... arguments) {
        return DmctlRun.of(DmctlRun.Reader.SCRIPT, cluster.configured("dmctl.toml", arguments));
    }

    /** The worker's name and epoch by the fence on the target; each pair once. */
    List<List<String>> owners() {
        return progress("DISTINCT SUBSTRING_INDEX(owner, '/', 1), CAST(epoch AS CHAR)", "fence", "");
    }

    /** Waits until all slots of the fence are this worker's, and gives the epoch. */
    long awaitOwner(String worker) {
        return Await.value(Size.asked().bound(), worker + " has the fence\n" + logs(), () -> {
            List<List<String>> owners = owners();
            return owners.size() == 1 && owners.get(0).get(0).equals(worker)
                    ? Optional.of(Long.parseLong(owners.get(0).get(1)))
                    : Optional.empty();
        });
    }

    /** What a worker has logged. */
    String log(String worker) {
        return text(worker.equals(FIRST_WORKER) ? "dm-worker.log" : SecondWorker.LOG);
    }

    private String text(String name) {
        try {
            return Files.readString(installation.file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL to the worker's process. */
    void killWorker() {
        cluster.worker().kill();
    }

    void startWorker() {
        cluster.startWorker();
    }

    /** SIGKILL to the master's process; the dmctl that asks it for the status ends as well. */
    void killMaster() {
        cluster.master().kill();
        watch.ifPresent(StatusWatch::close);
        watch = Optional.empty();
    }

    void startMaster() {
        cluster.startMaster();
    }

    long workerPid() {
        return cluster.worker().pid();
    }

    boolean workerLives() {
        return cluster.worker().isAlive();
    }

    DatabaseServer upstream() {
        return servers.upstream();
    }

    String schema() {
        return installation.job().schema();
    }

    String targetSchema() {
        return installation.job().targetSchema();
    }

    /** Rows of one of the task's tables of progress, as text; none while it is not there. */
    List<List<String>> progress(String columns, String table, String rest) {
        String name = Installation.META_SCHEMA + "." + installation.job().task() + "_" + table;
        try {
            return records.query("SELECT " + columns + " FROM " + name + " " + rest);
        } catch (MySQLException e) {
            if (e.getErrorCode() == TABLE_NOT_THERE || e.getErrorCode() == SCHEMA_NOT_THERE) {
                return List.of();
            }
            throw e;
        }
    }

    /** Where the sync is, by its record on the target; empty before there is one. */
    String watermark() {
        return progress("CONCAT_WS(' ', binlog_file, binlog_pos)", "sync_progress", "")
                .toString();
    }

    /** Waits until the sync has committed more than it has now. */
    void awaitProgress() {
        String before = watermark();
        Await.until(Size.asked().bound(), "the sync goes on from " + before + "\n" + logs(), () -> !watermark()
                .equals(before));
    }

    void awaitSync() {
        await("the sync unit runs", TaskStatus::follows);
    }

    /** Waits until the target has all that the upstream has now. */
    void awaitCaughtUp() {
        BinlogPlace end = BinlogPlace.of(upstream());
        await(
                "everything up to " + end + " is downstream",
                status -> status.follows() && status.applied().compareTo(end) >= 0);
    }

    private void await(String what, Predicate<TaskStatus> wished) {
        try {
            watch().until(Size.asked().bound(), what, status -> {}, wished);
        } catch (AssertionError | IllegalStateException e) {
            throw new AssertionError(e.getMessage() + "\n" + logs(), e);
        }
    }

    /** One dmctl for all questions. */
    private StatusWatch watch() {
        if (watch.isEmpty()) {
            watch = Optional.of(new StatusWatch(new Watching(DmctlRun.start(
                    DmctlRun.Reader.SCRIPT,
                    cluster.configured(
                            "dmctl.toml",
                            Cluster.watchArguments(installation.job().task()))))));
        }
        return watch.get();
    }

    /** All tables of the schema, row by row; a row that is there twice counts twice. */
    void assertEqual(int tables) {
        List<Comparison.Outcome> outcomes =
                new Comparison(upstream(), servers.downstream()).schemas(schema(), targetSchema());
        assertThat(outcomes).hasSize(tables).allSatisfy(outcome -> assertThat(outcome.difference())
                .as(outcome.table())
                .isEmpty());
    }

    private String logs() {
        return "the sync has committed up to " + watermark() + "; dmctl last said "
                + watch.map(StatusWatch::last).orElse("nothing") + "\nworker: " + tail("dm-worker.log")
                + cluster.worker().tail(5)
                + second.map(w -> "\nsecond worker: " + tail(SecondWorker.LOG)).orElse("") + "\n"
                + masters.map(MasterGroup::logs).orElseGet(() -> "master: " + tail("dm-master.log"));
    }

    private String tail(String name) {
        try {
            List<String> lines = Files.readAllLines(installation.file(name));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void append(String name, String text) {
        try {
            Files.writeString(installation.file(name), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace(String name, String text, String with) {
        Path file = installation.file(name);
        try {
            Files.writeString(file, Files.readString(file).replace(text, with));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Watching(DmctlRun.Running dmctl) implements StatusWatch.Asking {
        @Override
        public boolean goesOn() {
            return dmctl.goesOn();
        }

        @Override
        public String output() {
            return dmctl.out();
        }

        @Override
        public void end() {
            dmctl.end();
        }
    }

    /** Ends both processes and takes the schemas away from the shared servers. */
    @Override
    public void close() {
        watch.ifPresent(StatusWatch::close);
        second.ifPresent(SecondWorker::close);
        cluster.close();
        masters.ifPresent(MasterGroup::close);
        records.close();
        upstream().execute("DROP DATABASE IF EXISTS " + schema());
        servers.downstream().execute("DROP DATABASE IF EXISTS " + targetSchema());
    }
}
