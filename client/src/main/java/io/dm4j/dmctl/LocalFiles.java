package io.dm4j.dmctl;

import io.dm4j.config.ConfigException;
import io.dm4j.config.Parsed;
import io.dm4j.config.PemMaterial;
import io.dm4j.config.Problem;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.config.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The operator's files, read and checked here before anything is sent. */
final class LocalFiles {
    private static final Pattern OF_A_SOURCE = Pattern.compile("^(source-id|from)\\s*:", Pattern.MULTILINE);

    /** A file that is right. */
    record Checked<T>(String path, String text, Parsed<T> parsed) {

        /**
         * The text for the master, with the content of the PEM files it names in it: nodes need not have these files.
         * Files that are not here are noted.
         */
        Parsed<String> toSend() {
            return PemMaterial.into(path, text);
        }
    }

    private LocalFiles() {}

    /** All of them, or the problems of all of them. */
    static List<Checked<SourceConfig>> sources(List<String> paths) {
        return all(paths, SourceFile::parse);
    }

    /** All of them, or the problems of all of them. */
    static List<Checked<TaskConfig>> tasks(List<String> paths) {
        return all(paths, TaskFile::parse);
    }

    private static <T> List<Checked<T>> all(List<String> paths, BiFunction<String, String, Parsed<T>> parser) {
        List<Checked<T>> checked = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String path : paths) {
            try {
                checked.add(read(path, parser));
            } catch (ConfigException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return checked;
    }

    static Checked<TaskConfig> task(String path) {
        return read(path, TaskFile::parse);
    }

    /** The name of a task, given by itself or by its file. */
    static String taskName(String nameOrPath) {
        return isFile(nameOrPath) ? task(nameOrPath).parsed().value().name() : nameOrPath;
    }

    /** Told from a task by keys that only sources have. */
    static boolean isOfASource(String path) {
        return OF_A_SOURCE.matcher(TextFile.read(Path.of(path))).find();
    }

    static boolean isFile(String word) {
        return word.endsWith(".yaml") || word.endsWith(".yml");
    }

    private static <T> Checked<T> read(String path, BiFunction<String, String, Parsed<T>> parser) {
        String text = TextFile.read(Path.of(path));
        return new Checked<>(path, text, parser.apply(path, text));
    }
}
