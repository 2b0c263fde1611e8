package io.dm4j.it.server;

import io.dm4j.config.Address;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Secret;
import io.dm4j.config.SecurityConfig;
import io.dm4j.it.process.Await;
import io.dm4j.it.process.ChildProcess;
import io.dm4j.it.process.Ports;
import io.dm4j.pki.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A database server of its own, on 127.0.0.1 and a free port that it keeps over restarts. It may be used from any
 * thread; starting and stopping from one at a time.
 */
public final class DatabaseServer implements Database, AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final String ROOT = "root";
    private static final String ROOT_PASSWORD = "dm4j-root";
    private static final int START_ATTEMPTS = 3;
    /** What a server has written outlives its SIGKILL in the system's memory; only a machine's crash would lose it. */
    private static final List<String> WRITTEN_NOT_SYNCED =
            List.of("--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0");

    private final Distribution distribution;
    private final Path home;
    private final Path directory;
    private final ServerOptions options;
    private int port;
    private ChildProcess process;

    private DatabaseServer(Distribution distribution, Path home, Path directory, ServerOptions options) {
        this.distribution = distribution;
        this.home = home;
        this.directory = directory;
        this.options = options;
    }

    static DatabaseServer start(Distribution distribution, Path directory, ServerOptions options) {
        ServerCache cache = ServerCache.open();
        Path template = cache.template(distribution);
        DatabaseServer server =
                new DatabaseServer(distribution, cache.home(distribution), directory.toAbsolutePath(), options);
        Archives.copy(template, server.datadir());
        server.startOnFreePort();
        return server;
    }

    /** Another process may take the port between our look and the server's: then the next one. */
    private void startOnFreePort() {
        for (int attempt = 1; ; attempt++) {
            port = Ports.free();
            try {
                start();
                return;
            } catch (RuntimeException e) {
                process.kill();
                if (attempt == START_ATTEMPTS || !log().contains("Address already in use")) {
                    close();
                    throw e;
                }
            }
        }
    }

    /** Starts the stopped server again: same port, same data. Returns when it answers. */
    public void start() {
        write("init.sql", String.join(";\n", administrator()) + ";\n");
        process = ChildProcess.start(
                distribution.name() + "-" + port,
                command(),
                distribution.environment(home),
                directory.resolve("output.txt"));
        awaitAnswer();
    }

    /** Orderly, with everything written. */
    public void stop() {
        process.terminate();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Ends the server and deletes all it had. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
        Archives.delete(directory);
        Archives.delete(socket());
        Archives.delete(Path.of(socket() + ".lock"));
    }

    /** Leaves the server running when this JVM ends. */
    public void release() {
        process.release();
    }

    @Override
    public Address address() {
        return new Address("127.0.0.1", port);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** {@code mysql} or {@code mariadb}. */
    public String flavor() {
        return distribution.flavor();
    }

    @Override
    public String name() {
        return distribution.name();
    }

    public String rootUser() {
        return ROOT;
    }

    public String rootPassword() {
        return ROOT_PASSWORD;
    }

    /** The way in as root in plain text, for servers that do not require TLS. */
    public DatabaseConfig asRoot() {
        return asRoot(port());
    }

    /** As {@link #asRoot()}, by another port that leads there. */
    public DatabaseConfig asRoot(int port) {
        return new DatabaseConfig("127.0.0.1", port, ROOT, Secret.of(ROOT_PASSWORD), Map.of(), SecurityConfig.NONE);
    }

    /** The server's error log. */
    public String log() {
        Path file = directory.resolve("error.log");
        return Files.exists(file) ? Archives.text(file) : "";
    }

    @Override
    public SqlSession session() {
        return session(ROOT, ROOT_PASSWORD, Optional.empty());
    }

    /** A new session of another account, with a client certificate of its own. */
    public SqlSession session(String user, String password, PemFiles client) {
        return session(user, password, Optional.of(client));
    }

    /** Puts new certificate files in place and makes the server read them, for the connections to come. */
    public void reloadCertificates(Runnable replacement) {
        // Signed in before: under the old files, which the server still shows until it is told.
        try (SqlSession session = session()) {
            replacement.run();
            session.execute(distribution.reloadCertificates());
        }
    }

    private Path datadir() {
        return directory.resolve("data");
    }

    private List<String> administrator() {
        String account = "'" + ROOT + "'@'127.0.0.1'";
        return List.of(
                "SET sql_log_bin = 0",
                distribution.createUser(account, ROOT_PASSWORD),
                "GRANT ALL PRIVILEGES ON *.* TO " + account + " WITH GRANT OPTION");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(distribution.basics(home, datadir()));
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + socket(),
                "--pid-file=" + directory.resolve("pid"),
                "--log-error=" + directory.resolve("error.log"),
                "--init-file=" + directory.resolve("init.sql"),
                "--server-id=" + port,
                "--log-bin=" + datadir().resolve("binlog"),
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-row-metadata=FULL",
                "--log-slave-updates=ON",
                "--skip-name-resolve",
                "--max-allowed-packet=64M",
                "--innodb-buffer-pool-size=128M"));
        command.addAll(WRITTEN_NOT_SYNCED);
        command.addAll(options.tlsFlags());
        command.addAll(distribution.flags());
        command.addAll(options.flags());
        return command;
    }

    /** A socket's path may have 107 bytes at most, which a deep directory exceeds. */
    private Path socket() {
        return Path.of(System.getProperty("java.io.tmpdir"), "dm4j-" + port + ".sock");
    }

    private void awaitAnswer() {
        AtomicReference<String> failure = new AtomicReference<>("");
        try {
            Await.until(START_BOUND, name() + " answers on port " + port, () -> answers(failure));
        } catch (AssertionError e) {
            throw new IllegalStateException(e.getMessage() + "; last: " + failure.get() + "\n" + log(), e);
        }
    }

    private boolean answers(AtomicReference<String> failure) {
        if (!process.isAlive()) {
            throw new IllegalStateException(name() + " ended with code " + process.exitCode() + " at its start:\n"
                    + process.tail(20) + "\n" + log());
        }
        try {
            return "1".equals(value("SELECT 1"));
        } catch (RuntimeException notYet) {
            failure.set(notYet.toString());
            return false;
        }
    }

    private SqlSession session(String user, String password, Optional<PemFiles> client) {
        return new Login(address(), user, password, options.tls(), client).open();
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
