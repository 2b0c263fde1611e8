package io.dm4j.it.cluster;

import io.dm4j.it.process.Answer;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Scripts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Master and worker of an installation, each a process of its own, and dmctl. */
public final class Cluster implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final int CONNECT_MILLIS = 1000;

    private final Scripts scripts;
    private final Installation installation;
    private ChildProcess master;
    private ChildProcess worker;

    public Cluster(Scripts scripts, Installation installation) {
        this.scripts = scripts;
        this.installation = installation;
    }

    /** Returns when both ports are open. */
    public void start() {
        startMaster();
        startWorker();
    }

    public void startMaster() {
        master = start("dm-master", installation.masterPort());
    }

    /** For the first time, or again after {@link ChildProcess#kill}. */
    public void startWorker() {
        worker = start("dm-worker", installation.workerPort());
    }

    /** A worker beside the first, by a file of its own ({@code name.toml}), which the caller ends. */
    public ChildProcess startAnotherWorker(String name, int port) {
        return start("dm-worker", name, port);
    }

    public ChildProcess master() {
        return master;
    }

    public ChildProcess worker() {
        return worker;
    }

    /** Runs dmctl as itself. */
    public Answer dmctl(String... arguments) {
        return dmctlWith("dmctl.toml", arguments);
    }

    /** Runs dmctl with another of its configuration files. */
    public Answer dmctlWith(String config, String... arguments) {
        return scripts.run("dmctl", configured(config, arguments));
    }

    /** A dmctl that asks for the task's status twice a second. */
    public StatusWatch watch() {
        return StatusWatch.of(scripts.start(
                "dmctl",
                installation.file("status.json"),
                configured("dmctl.toml", watchArguments(installation.job().task()))));
    }

    /** What {@link #watch} calls dmctl with. */
    public static String[] watchArguments(String task) {
        return new String[] {"query-status", task, "--watch", "--interval", "0.5", "-o", "json"};
    }

    /** dmctl's arguments with the configuration file before them. */
    public String[] configured(String config, String... arguments) {
        return Stream.concat(Stream.of("--config", installation.file(config).toString()), Arrays.stream(arguments))
                .toArray(String[]::new);
    }

    /** Leaves both running when this JVM ends. */
    public void release() {
        master.release();
        worker.release();
    }

    @Override
    public void close() {
        Stream.of(worker, master).filter(part -> part != null && part.isAlive()).forEach(ChildProcess::terminate);
    }

    private ChildProcess start(String name, int port) {
        return start(name, name, port);
    }

    private ChildProcess start(String script, String name, int port) {
        ChildProcess part = begin(script, name);
        awaitListening(part, name, port);
        return part;
    }

    /** A node by a file of its own ({@code name.toml}), which the caller waits for and ends. */
    public ChildProcess begin(String script, String name) {
        return scripts.start(
                script,
                installation.file(name + ".out"),
                "--config",
                installation.file(name + ".toml").toString());
    }

    /** As {@link #begin}; no file that the node writes may become larger than this. */
    public ChildProcess beginBounded(String script, String name, int kilobytes) {
        return scripts.startBounded(
                kilobytes,
                script,
                installation.file(name + ".out"),
                "--config",
                installation.file(name + ".toml").toString());
    }

    public void awaitListening(ChildProcess part, String name, int port) {
        Await.until(START_BOUND, name + " listens on port " + port, () -> listens(part, name, port));
    }

    private static boolean listens(ChildProcess part, String name, int port) {
        if (!part.isAlive()) {
            throw new IllegalStateException(name + " ended with exit code " + part.exitCode() + "\n" + part.tail(20));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
