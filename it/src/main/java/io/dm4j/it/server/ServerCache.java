package io.dm4j.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Unpacked binaries and ready-made data directories, made once for all JVMs of this machine that share the directory:
 * system property {@code dm4j.servers}, else {@code target/servers} of this module.
 */
final class ServerCache {
    private static final String PROPERTY = "dm4j.servers";
    private static final Object ONE_THREAD = new Object();

    private final Path directory;

    private ServerCache(Path directory) {
        this.directory = directory;
    }

    static ServerCache open() {
        return new ServerCache(Optional.ofNullable(System.getProperty(PROPERTY))
                .map(Path::of)
                .orElseGet(() -> target().resolve("servers"))
                .toAbsolutePath());
    }

    /** The directory that this class's own directory or jar lies in. */
    private static Path target() {
        try {
            return Path.of(ServerCache.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the binaries are. */
    Path home(Distribution distribution) {
        return once(distribution.name(), distribution::unpack);
    }

    /** Where client programs are. */
    Path clients(String name, Consumer<Path> unpack) {
        return once(name, unpack);
    }

    /** A data directory to copy. */
    Path template(Distribution distribution) {
        Path home = home(distribution);
        return once(distribution.name() + "-data", datadir -> distribution.initialize(home, datadir));
    }

    /** Made beside its place and moved there, so that what is there is whole. */
    private Path once(String name, Consumer<Path> maker) {
        Path place = directory.resolve(name);
        if (!Files.isDirectory(place)) {
            locked(() -> {
                if (!Files.isDirectory(place)) {
                    make(place, maker);
                }
            });
        }
        return place;
    }

    private void make(Path place, Consumer<Path> maker) {
        Path draft = directory.resolve(place.getFileName() + ".draft");
        try {
            Archives.delete(draft);
            Files.createDirectories(draft);
            maker.accept(draft);
            Files.move(draft, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void locked(Runnable action) {
        synchronized (ONE_THREAD) {
            try {
                Files.createDirectories(directory);
                Path lockFile = directory.resolve("lock");
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    action.run();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
