package io.dm4j.tls;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Once a second a look at the files on a worker thread, and then, back on the context, a judgement of what is open by what was seen.
 * One look at a time: a slow disk makes looks rarer, not more. Ends with the context it was started on.
 */
final class Sweeping {
    private static final long EACH_MS = 1000;

    private final Vertx vertx;
    private final TlsStore store;
    private final Runnable sweep;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final long timer;

    private Sweeping(Vertx vertx, TlsStore store, Runnable sweep) {
        this.vertx = vertx;
        this.store = store;
        this.sweep = sweep;
        this.timer = vertx.setPeriodic(EACH_MS, tick -> look());
    }

    /** @param sweep judges by the last look; must not block */
    static Sweeping start(Vertx vertx, TlsStore store, Runnable sweep) {
        return new Sweeping(vertx, store, sweep);
    }

    private void look() {
        if (looking.compareAndSet(false, true)) {
            vertx.executeBlocking(store::current, false).onComplete(looked -> {
                looking.set(false);
                sweep.run();
            });
        }
    }

    void end() {
        vertx.cancelTimer(timer);
    }
}
