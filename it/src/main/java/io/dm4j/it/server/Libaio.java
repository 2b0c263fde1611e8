package io.dm4j.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * MySQL is linked against libaio, which a bare machine lacks. Where it does, twenty lines of C stand in for the three
 * functions that MySQL calls; they go straight to the kernel.
 */
final class Libaio {
    private Libaio() {}

    /** Leaves the directory empty if the system's library serves; else the shim is in it. */
    static void provide(Path daemon, Path directory) {
        if (starts(daemon, Map.of())) {
            return;
        }
        if (!Commands.exists("cc")) {
            throw new IllegalStateException(
                    "MySQL cannot start here: there is no libaio.so.1, and no cc to build a stand-in");
        }
        build(directory);
        if (!starts(daemon, environment(directory))) {
            throw new IllegalStateException("MySQL cannot start here, not even with our libaio.so.1");
        }
    }

    static Map<String, String> environment(Path directory) {
        return Files.isDirectory(directory) ? Map.of("LD_LIBRARY_PATH", directory.toString()) : Map.of();
    }

    private static boolean starts(Path daemon, Map<String, String> environment) {
        try {
            Commands.run(List.of(daemon.toString(), "--no-defaults", "--version"), environment, "");
            return true;
        } catch (IllegalStateException missingLibrary) {
            return false;
        }
    }

    private static void build(Path directory) {
        Path source = resource("aio_shim.c", directory);
        Path map = resource("aio_shim.map", directory);
        Commands.run(
                List.of(
                        "cc",
                        "-O2",
                        "-shared",
                        "-fPIC",
                        "-nostartfiles",
                        "-Wl,-soname,libaio.so.1",
                        "-Wl,--version-script=" + map,
                        "-o",
                        directory.resolve("libaio.so.1").toString(),
                        source.toString()),
                Map.of(),
                "");
    }

    private static Path resource(String name, Path directory) {
        try (InputStream in = Libaio.class.getResourceAsStream(name)) {
            Files.createDirectories(directory);
            return Files.write(directory.resolve(name), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
