package io.dm4j.verticles;

import io.dm4j.config.TaskConfig;
import io.dm4j.error.ErrorScope;
import io.dm4j.master.MetaRemoval;
import io.dm4j.mysql.Database;
import io.dm4j.progress.MetaSchema;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Removes a task's meta tables from its target. */
record TargetMeta(Vertx vertx) implements MetaRemoval {

    @Override
    public Future<Void> remove(TaskConfig task) {
        Database target = new Database(vertx, task.target(), ErrorScope.DOWNSTREAM, "remove-meta");
        MetaSchema meta = new MetaSchema(task.metaSchema(), task.name());
        return target.connect().compose(c -> meta.drop(c).eventually(c::close));
    }
}
