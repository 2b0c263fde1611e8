package io.dm4j.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * One plain-text MySQL and one MariaDB for all test classes of a JVM, started when first asked for and ended with the
 * JVM. A test takes a schema of its own from {@link #schema}; whoever stops servers or needs TLS starts its own.
 */
public final class SharedServers {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private SharedServers() {}

    public static DatabaseServer mysql() {
        return Mysql.SERVER;
    }

    public static DatabaseServer mariadb() {
        return Mariadb.SERVER;
    }

    /** A schema name that nobody else in this JVM gets. */
    public static String schema(String prefix) {
        return prefix + "_" + SCHEMAS.incrementAndGet();
    }

    private static DatabaseServer start(BiFunction<Path, ServerOptions, DatabaseServer> starter) {
        try {
            DatabaseServer server = starter.apply(Files.createTempDirectory("dm4j-server"), ServerOptions.PLAIN);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-" + server.name()));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Mysql {
        static final DatabaseServer SERVER = start(TestServers::mysql);
    }

    private static final class Mariadb {
        static final DatabaseServer SERVER = start(TestServers::mariadb);
    }
}
