package io.dm4j.store;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import java.util.List;
import java.util.function.Consumer;

/** Hands what a keyspace tells under one prefix to a handler, on the context of whoever asked. */
public final class ContextWatch implements Watch, Consumer<Changes> {

    private final Keyspace keyspace;
    private final String prefix;
    private final Handler<Changes> handler;
    private final Context context;
    private volatile boolean cancelled;

    private ContextWatch(Keyspace keyspace, String prefix, Handler<Changes> handler, Context context) {
        this.keyspace = keyspace;
        this.prefix = prefix;
        this.handler = handler;
        this.context = context;
    }

    /** As {@link MetaStore#watch}; throws {@link StoreError#COMPACTED}. */
    public static ContextWatch of(
            Keyspace keyspace, String prefix, long fromRevision, Handler<Changes> handler, Context context) {
        ContextWatch watch = new ContextWatch(keyspace, prefix, handler, context);
        keyspace.follow(fromRevision, watch);
        return watch;
    }

    @Override
    public void accept(Changes all) {
        List<Change> mine =
                all.changes().stream().filter(c -> c.key().startsWith(prefix)).toList();
        if (!mine.isEmpty()) {
            Changes told = new Changes(all.revision(), mine);
            context.runOnContext(v -> deliver(told));
        }
    }

    private void deliver(Changes told) {
        if (!cancelled) {
            handler.handle(told);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        keyspace.unfollow(this);
    }
}
