package io.dm4j.dmctl;

import io.dm4j.client.MasterClient;
import io.dm4j.client.NodeChannel;
import io.dm4j.client.NodeError;
import io.dm4j.config.DmctlConfig;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The masters, asked from dmctl's own thread, which waits for each answer. */
final class Cluster implements AutoCloseable {
    private static final long CLOSE_MILLIS = 500;

    private final Vertx vertx;
    private final NodeChannel channel;
    private final MasterClient masters;

    private Cluster(Vertx vertx, NodeChannel channel, MasterClient masters) {
        this.vertx = vertx;
        this.channel = channel;
        this.masters = masters;
    }

    static Cluster open(DmctlConfig config) {
        Vertx vertx = Vertx.vertx(smallest());
        try {
            NodeChannel channel = NodeChannel.open(vertx, config.security(), config.rpcTimeout());
            return new Cluster(vertx, channel, new MasterClient(channel, config.masterAddr()));
        } catch (RuntimeException e) {
            settle(vertx.close());
            throw e;
        }
    }

    <A> A ask(Function<MasterClient, Future<A>> question) {
        try {
            return question.apply(masters)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            throw DmException.from(e, NodeError.CALL_FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DmException(NodeError.CONNECTION_LOST, "interrupted while waiting for the answer");
        }
    }

    @Override
    public void close() {
        settle(channel.close());
        settle(vertx.close());
    }

    private static void settle(Future<Void> closing) {
        try {
            closing.toCompletionStage().toCompletableFuture().get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException leftToTheEndOfTheProcess) {
            // nothing depends on it: the answer is printed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A command lives for a moment: one thread of each kind, no file cache. */
    private static VertxOptions smallest() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }
}
