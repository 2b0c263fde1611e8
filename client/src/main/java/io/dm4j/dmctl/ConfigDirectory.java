package io.dm4j.dmctl;

import io.dm4j.config.ConfigError;
import io.dm4j.config.ConfigException;
import io.dm4j.config.Problem;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cluster's files on an operator's disk, as DM lays them out (control reference 4.2): {@code sources/ID.yaml}, {@code
 * tasks/NAME.yaml}, {@code relay_workers.json}; all for their owner only.
 */
record ConfigDirectory(Path path) {
    private static final String RELAY_WORKERS = "relay_workers.json";
    private static final String NO_RELAY_WORKERS = "{}";

    /** Files by name. Gives the files that were there before and are not of these. */
    List<Path> write(Map<String, String> sources, Map<String, String> tasks) {
        OwnersFile.directory(path);
        List<Path> others = new ArrayList<>();
        others.addAll(write(folder("sources"), sources));
        others.addAll(write(folder("tasks"), tasks));
        OwnersFile.write(path.resolve(RELAY_WORKERS), NO_RELAY_WORKERS + "\n");
        return others;
    }

    /** In the order of their names; none if there are none. */
    List<String> sourceFiles() {
        return files(folder("sources")).stream().map(Path::toString).toList();
    }

    List<String> taskFiles() {
        return files(folder("tasks")).stream().map(Path::toString).toList();
    }

    /** ConfigException if this is no directory. */
    void require() {
        if (!Files.isDirectory(path)) {
            throw unreadable("is no directory with sources and tasks");
        }
    }

    /** Whether workers were to read the relay log of a source. */
    boolean hasRelayWorkers() {
        try {
            Path file = path.resolve(RELAY_WORKERS);
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            return !List.of("", "null", NO_RELAY_WORKERS).contains(text);
        } catch (IOException e) {
            throw unreadable(RELAY_WORKERS + " cannot be read: " + e);
        }
    }

    private Path folder(String name) {
        return path.resolve(name);
    }

    private List<Path> write(Path folder, Map<String, String> texts) {
        OwnersFile.directory(folder);
        List<Path> others = new ArrayList<>(files(folder));
        texts.forEach((name, text) -> {
            Path file = folder.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + ".yaml");
            OwnersFile.write(file, text);
            others.remove(file);
        });
        return others;
    }

    private List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> LocalFiles.isFile(file.toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable("cannot be listed: " + e);
        }
    }

    private ConfigException unreadable(String why) {
        return new ConfigException(List.of(new Problem(ConfigError.FILE_UNREADABLE, path.toString(), 0, "", why)));
    }
}
