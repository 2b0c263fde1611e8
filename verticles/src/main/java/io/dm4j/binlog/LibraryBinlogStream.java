package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.BinaryLogClient.AbstractLifecycleListener;
import io.dm4j.error.DmException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** One connection: a daemon thread runs the library's blocking client, its events go through a queue to the context. */
final class LibraryBinlogStream implements BinlogStream {
    private static final Logger LOG = LogManager.getLogger(LibraryBinlogStream.class);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final Context context;
    private final Upstream upstream;
    private final PlainSockets sockets;
    private final EventQueue queue;
    private final Promise<BinlogStream> opened = Promise.promise();
    private final Promise<Void> ended = Promise.promise();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean connected;

    LibraryBinlogStream(Context context, Upstream upstream, PlainSockets sockets, EventQueue queue) {
        this.context = context;
        this.upstream = upstream;
        this.sockets = sockets;
        this.queue = queue;
    }

    /** Starts the thread; the client is made there, as that may read files. */
    void start(String threadName, Callable<BinaryLogClient> client) {
        Thread thread = new Thread(() -> run(client), threadName);
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes with this once it is connected. */
    Future<BinlogStream> opened() {
        return opened.future();
    }

    private void run(Callable<BinaryLogClient> maker) {
        try {
            BinaryLogClient client = maker.call();
            client.registerLifecycleListener(new Lifecycle());
            client.connect();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        } finally {
            sockets.close();
            end();
        }
    }

    private void end() {
        DmException reason = Failures.of(
                failure.get(), upstream, connected ? BinlogError.CONNECTION_LOST : BinlogError.CONNECT_FAILED);
        queue.end(reason);
        try {
            context.runOnContext(v -> {
                opened.tryFail(reason);
                ended.complete();
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Vert.x was closed before the binlog stream of {}: nobody waits for its end", upstream.address());
        }
    }

    /** Ends the connection for this reason, which is what reads fail with behind the events that are there. Any thread. */
    void cut(DmException reason) {
        failure.compareAndSet(null, reason);
        sockets.close();
    }

    @Override
    public Future<List<BinlogEvent>> read() {
        return queue.read();
    }

    @Override
    public Future<Void> close() {
        queue.close(new DmException(BinlogError.CLOSED, "the binlog stream of " + upstream + " is closed"));
        sockets.close();
        return ended.future().timeout(CLOSE.toMillis(), TimeUnit.MILLISECONDS).otherwise(late -> {
            LOG.warn(
                    "the binlog thread of {} did not end within {} ms; its connection is closed",
                    upstream,
                    CLOSE.toMillis());
            return null;
        });
    }

    /** Runs on the client's thread. */
    private final class Lifecycle extends AbstractLifecycleListener {

        @Override
        public void onConnect(BinaryLogClient client) {
            connected = true;
            context.runOnContext(v -> opened.tryComplete(LibraryBinlogStream.this));
        }

        @Override
        public void onCommunicationFailure(BinaryLogClient client, Exception e) {
            failure.compareAndSet(null, e);
        }

        /** The library would go on behind the event; we end. */
        @Override
        public void onEventDeserializationFailure(BinaryLogClient client, Exception e) {
            failure.compareAndSet(null, e);
            sockets.close();
        }
    }
}
