package io.dm4j.it.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server with one event loop, whose thread does all of its handshakes, so that its CPU time is theirs. */
final class HandshakePort implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final byte[] REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TIMEOUT_MS = 20_000;

    private final Vertx vertx;
    private final int port;
    private final long eventLoop;

    private HandshakePort(Vertx vertx, int port, long eventLoop) {
        this.vertx = vertx;
        this.port = port;
        this.eventLoop = eventLoop;
    }

    static HandshakePort open(HttpServerOptions options) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        int port = await(vertx.createHttpServer(options)
                        .requestHandler(request -> request.response().end("done"))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        Promise<Long> thread = Promise.promise();
        vertx.runOnContext(v -> thread.complete(Thread.currentThread().getId()));
        return new HandshakePort(vertx, port, await(thread.future()));
    }

    /** One connection from handshake to close; how many CPU microseconds the server's thread spent on it. */
    double microsOfOne(SSLContext client, String version) throws IOException {
        long before = THREADS.getThreadCpuTime(eventLoop);
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket()) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setEnabledProtocols(new String[] {version});
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
            socket.startHandshake();
            socket.getOutputStream().write(REQUEST);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!answer.endsWith("done")) {
                throw new IOException("no answer behind the handshake, but: " + answer);
            }
        }
        // Behind whatever the event loop still has to do for that connection.
        Promise<Void> idle = Promise.promise();
        vertx.runOnContext(v -> idle.complete());
        await(idle.future());
        return (THREADS.getThreadCpuTime(eventLoop) - before) / 1e3;
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
