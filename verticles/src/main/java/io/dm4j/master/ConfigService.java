package io.dm4j.master;

import io.dm4j.config.ConfigText;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.error.DmException;
import io.dm4j.store.Entry;
import io.dm4j.unit.Stage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that operators gave: with all secrets masked, or with passwords encrypted to be given again. */
public final class ConfigService {
    private final Cluster cluster;
    private final OperatorFiles files;
    private final Enabling enabling;

    ConfigService(Cluster cluster, OperatorFiles files) {
        this.cluster = cluster;
        this.files = files;
        this.enabling = new Enabling(files);
    }

    public Future<String> task(String name) {
        return cluster.state().map(state -> taskFile(state, name)).map(TaskFile::masked);
    }

    public Future<String> source(String name) {
        return cluster.state().map(state -> sourceFile(state, name)).map(SourceFile::masked);
    }

    /** A source, with the tasks that are there on it. What it says of secrets is not for showing. */
    public record KnownSource(SourceConfig config, List<String> tasks) {}

    /** A task, with the stage that is wanted of it on each of its sources, which is stopped where the source is disabled. What it says of secrets is not for showing. */
    public record KnownTask(TaskConfig config, Map<String, Stage> wanted) {}

    /** In name order. */
    public Future<List<KnownSource>> sources() {
        return cluster.state().map(state -> state.sources().entrySet().stream()
                .map(e -> knownSource(state, e.getKey(), e.getValue()))
                .toList());
    }

    /** One of {@link #sources}; empty if it is not there. */
    public Future<Optional<KnownSource>> knownSource(String name) {
        return cluster.state().map(state -> state.source(name).map(file -> knownSource(state, name, file)));
    }

    /** In name order. */
    public Future<List<KnownTask>> tasks() {
        return cluster.state().map(state -> state.tasks().entrySet().stream()
                .map(e -> knownTask(state, e.getKey(), e.getValue()))
                .toList());
    }

    /** One of {@link #tasks}; empty if it is not there. */
    public Future<Optional<KnownTask>> knownTask(String name) {
        return cluster.state().map(state -> state.task(name).map(file -> knownTask(state, name, file)));
    }

    /** To reach its server, with its password in clear; fails if it is not there. */
    Future<SourceConfig> openedSource(String name) {
        return cluster.state().map(state -> sourceConfig(state, name));
    }

    /** To reach its target, with its password in clear; fails if it is not there. */
    Future<TaskConfig> openedTask(String name) {
        return cluster.state()
                .map(state -> state.task(name).orElseThrow(() -> MasterError.unknownTask(name)))
                .map(entry -> files.task(name, entry.value()).value());
    }

    private static KnownSource knownSource(ClusterState state, String name, Entry file) {
        List<String> tasks = state.subtasksOfSource(name).stream()
                .map(ClusterState.Subtask::task)
                .toList();
        return new KnownSource(SourceFile.parse(name, file.value()).value(), tasks);
    }

    private KnownTask knownTask(ClusterState state, String name, Entry file) {
        Map<String, Stage> wanted = new TreeMap<>();
        state.subtasksOfTask(name).forEach(subtask -> wanted.put(subtask.source(), enabling.stage(state, subtask)));
        return new KnownTask(TaskFile.parse(name, file.value()).value(), wanted);
    }

    /** Task files by name. PEM content that came with a file is in it. */
    public Future<Map<String, String>> taskFiles() {
        return cluster.state().map(state -> exported(state.tasks()));
    }

    /** Source files by name. PEM content that came with a file is in it. */
    public Future<Map<String, String>> sourceFiles() {
        return cluster.state().map(state -> exported(state.sources()));
    }

    /** What the task comes to on each of its sources, as TOML without secrets. */
    public Future<List<String>> subtasks(String task) {
        return cluster.state().map(state -> {
            TaskConfig config = files.task(task, taskFile(state, task)).value();
            return config.subtasks().stream()
                    .map(subtask -> ConfigText.of(subtask, sourceConfig(state, subtask.sourceId())))
                    .toList();
        });
    }

    private SourceConfig sourceConfig(ClusterState state, String name) {
        return files.source(name, sourceFile(state, name)).value();
    }

    private Map<String, String> exported(Map<String, Entry> entries) {
        Map<String, String> texts = new TreeMap<>();
        entries.forEach((name, entry) -> texts.put(name, files.exported(name, entry.value())));
        return texts;
    }

    private static String sourceFile(ClusterState state, String name) {
        return state.source(name).map(Entry::value).orElseThrow(() -> MasterError.unknownSource(name));
    }

    /** DM's words differ here from those of other calls. */
    private static String taskFile(ClusterState state, String name) {
        return state.task(name)
                .map(Entry::value)
                .orElseThrow(() -> new DmException(MasterError.TASK_UNKNOWN, "task " + name + " not exist"));
    }
}
