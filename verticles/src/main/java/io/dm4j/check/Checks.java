package io.dm4j.check;

import io.dm4j.config.Parsed;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import io.vertx.core.Future;
import java.util.Map;

/** What is looked at before a source or a task is taken in. Each call is bounded in time. */
public interface Checks {

    /** Fails with a coded DmException that names the server if it cannot be reached or is not of the flavour it is said to be. */
    Future<Void> source(SourceConfig source);

    /** @param sources by id, those of the task that are to be started */
    Future<Report> task(Parsed<TaskConfig> task, Map<String, SourceConfig> sources);
}
