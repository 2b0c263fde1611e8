package io.dm4j.doctor;

import io.dm4j.config.Address;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.DmctlConfig;
import io.dm4j.config.DmctlFile;
import io.dm4j.config.MasterConfig;
import io.dm4j.config.MasterFile;
import io.dm4j.config.SecurityConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskFile;
import io.dm4j.config.TextFile;
import io.dm4j.config.WorkerConfig;
import io.dm4j.config.WorkerFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration file, as far as its TLS goes.
 *
 * @param reachedAt where others connect to it; empty for one that does not listen
 * @param dials where it connects to, as far as the file says
 */
record CheckedFile(
        Path path, FileKind kind, SecurityConfig security, Optional<Address> reachedAt, List<Address> dials) {

    /** A file with problems is a {@link io.dm4j.config.ConfigException}. */
    static CheckedFile read(Path path) {
        String text = TextFile.read(path);
        FileKind kind = FileKind.of(path.toString(), text);
        return switch (kind) {
            case MASTER -> master(path, MasterFile.read(path, Map.of()).value());
            case WORKER -> worker(path, WorkerFile.read(path, Map.of()).value());
            case DMCTL ->
                dmctl(
                        path,
                        DmctlFile.read(Optional.of(path), Map.of(), Map.of()).value());
            case SOURCE ->
                database(
                        path,
                        kind,
                        SourceFile.parse(path.toString(), text).value().from());
            case TASK ->
                database(
                        path,
                        kind,
                        TaskFile.parse(path.toString(), text).value().target());
        };
    }

    private static CheckedFile master(Path path, MasterConfig config) {
        return new CheckedFile(
                path, FileKind.MASTER, config.security(), Optional.of(config.advertiseAddr()), List.of());
    }

    private static CheckedFile worker(Path path, WorkerConfig config) {
        return new CheckedFile(
                path, FileKind.WORKER, config.security(), Optional.of(config.advertiseAddr()), config.join());
    }

    private static CheckedFile dmctl(Path path, DmctlConfig config) {
        return new CheckedFile(path, FileKind.DMCTL, config.security(), Optional.empty(), config.masterAddr());
    }

    private static CheckedFile database(Path path, FileKind kind, DatabaseConfig config) {
        return new CheckedFile(path, kind, config.security(), Optional.empty(), List.of());
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
