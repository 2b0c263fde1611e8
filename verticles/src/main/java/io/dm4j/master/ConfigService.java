package io.dm4j.master;

import io.dm4j.config.SourceFile;
import io.dm4j.config.TaskFile;
import io.dm4j.error.DmException;
import io.dm4j.store.Entry;
import io.vertx.core.Future;
import java.util.Optional;

/** The files that operators gave, with all secrets masked. */
public final class ConfigService {
    private final Cluster cluster;

    ConfigService(Cluster cluster) {
        this.cluster = cluster;
    }

    public Future<String> task(String name) {
        return cluster.state()
                .map(state -> text(state.task(name), MasterError.TASK_UNKNOWN, "task " + name + " not exist"))
                .map(TaskFile::masked);
    }

    public Future<String> source(String name) {
        return cluster.state()
                .map(state -> text(
                        state.source(name),
                        MasterError.SOURCE_UNKNOWN,
                        "source config with ID " + name + " not exists"))
                .map(SourceFile::masked);
    }

    private static String text(Optional<Entry> entry, MasterError otherwise, String what) {
        return entry.map(Entry::value).orElseThrow(() -> new DmException(otherwise, what));
    }
}
