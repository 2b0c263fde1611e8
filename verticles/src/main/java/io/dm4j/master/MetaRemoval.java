package io.dm4j.master;

import io.dm4j.config.TaskConfig;
import io.vertx.core.Future;

/** Drops what a task has written down on its target. */
@FunctionalInterface
public interface MetaRemoval {

    Future<Void> remove(TaskConfig task);
}
