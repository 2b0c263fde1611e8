package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands events from the thread that reads the connection to a Vert.x context. The reading thread waits while the queue
 * is full, and counts as full what the context was given until it asks for more; the context never waits.
 */
final class EventQueue {
    private final Context context;
    private final long limit;
    private List<BinlogEvent> waiting = new ArrayList<>();
    private long bytes;
    private long handedOut;
    private Promise<List<BinlogEvent>> reader;
    private DmException end;

    /** @param limit bytes that may wait; a larger event waits alone */
    EventQueue(Context context, long limit) {
        this.context = context;
        this.limit = limit;
    }

    /** By the reading thread: waits for room. Throws what the queue was ended with. */
    synchronized void put(BinlogEvent event) throws InterruptedException {
        while (end == null && held() > 0 && held() + event.bytes() > limit) {
            wait();
        }
        if (end != null) {
            throw end;
        }
        waiting.add(event);
        bytes += event.bytes();
        serve();
    }

    /** By the reading thread, before it takes the next event off the connection: waits while a large one is held. */
    synchronized void awaitRoom() throws InterruptedException {
        while (end == null && held() >= limit) {
            wait();
        }
    }

    private long held() {
        return bytes + handedOut;
    }

    /** What waits is still read; then every read fails with this. The first end counts. */
    synchronized void end(DmException failure) {
        if (end == null) {
            end = failure;
            notifyAll();
            serve();
        }
    }

    /** Drops what waits, and ends. */
    synchronized void close(DmException reason) {
        waiting = new ArrayList<>();
        bytes = 0;
        handedOut = 0;
        end = reason;
        notifyAll();
        serve();
    }

    /** Who asks for more has room for it: what was handed out before counts no longer. */
    synchronized Future<List<BinlogEvent>> read() {
        if (reader != null) {
            return Future.failedFuture(new IllegalStateException("a read is open already"));
        }
        Promise<List<BinlogEvent>> promise = Promise.promise();
        reader = promise;
        handedOut = 0;
        notifyAll();
        serve();
        return promise.future();
    }

    private void serve() {
        if (reader == null || waiting.isEmpty() && end == null) {
            return;
        }
        Promise<List<BinlogEvent>> served = reader;
        List<BinlogEvent> batch = waiting;
        reader = null;
        waiting = new ArrayList<>();
        handedOut = bytes;
        bytes = 0;
        notifyAll();
        if (batch.isEmpty()) {
            DmException failure = end;
            context.runOnContext(v -> served.fail(failure));
        } else {
            context.runOnContext(v -> served.complete(batch));
        }
    }
}
