package io.dm4j.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/**
 * Hands each new connection to the context of the current generation. A context is built once a generation, so sessions
 * resume within it; its ticket keys and session cache go with it, so nothing resumes into the next. When the first
 * certificate ends that was seen in it, it is built anew, so nothing resumes on a certificate that ran out. Any thread.
 */
final class ReloadingContext extends SslContext {
    private final TlsStore store;
    private final Builder builder;
    private volatile Built built;

    /** Builds the Netty context of one generation, which tells of the certificates it sees. */
    interface Builder {
        SslContext build(TlsGeneration generation, SessionEnd sessions) throws SSLException;
    }

    private record Built(TlsGeneration generation, SessionEnd sessions, SslContext context) {

        static Built by(Builder builder, TlsGeneration generation) throws SSLException {
            SessionEnd sessions = new SessionEnd();
            return new Built(generation, sessions, builder.build(generation, sessions));
        }

        boolean serves(TlsGeneration now, Instant moment) {
            return generation == now && !sessions.isOver(moment);
        }
    }

    ReloadingContext(TlsStore store, Builder builder) throws SSLException {
        this.store = store;
        this.builder = builder;
        this.built = Built.by(builder, store.current());
    }

    /** Looks at the files; the look of a new connection. */
    private SslContext forNewConnection() {
        TlsGeneration generation = store.current();
        Built known = built;
        return known.serves(generation, store.clock().instant()) ? known.context() : rebuild();
    }

    private synchronized SslContext rebuild() {
        TlsGeneration generation = store.last();
        if (!built.serves(generation, store.clock().instant())) {
            try {
                built = Built.by(builder, generation);
            } catch (SSLException e) {
                throw TlsError.ENGINE_FAILED.because(e, "no TLS context can be made of %s", generation.describe());
            }
        }
        return built.context();
    }

    private SslContext latest() {
        return built.context();
    }

    @Override
    public boolean isClient() {
        return latest().isClient();
    }

    @Override
    public List<String> cipherSuites() {
        return latest().cipherSuites();
    }

    @Override
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return latest().applicationProtocolNegotiator();
    }

    @Override
    public SSLSessionContext sessionContext() {
        return latest().sessionContext();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator) {
        return forNewConnection().newEngine(allocator);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
        return forNewConnection().newEngine(allocator, host, port);
    }

    // The handlers are handed on too, not only the engines: those of OpenSSL are counted references. The forms with
    // startTls are protected in the context behind; none of ours starts TLS in mid-stream, so the open forms serve.

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls) {
        return forNewConnection().newHandler(allocator);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, boolean startTls, Executor executor) {
        return forNewConnection().newHandler(allocator, executor);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator allocator, String host, int port, boolean startTls) {
        return forNewConnection().newHandler(allocator, host, port);
    }

    @Override
    protected SslHandler newHandler(
            ByteBufAllocator allocator, String host, int port, boolean startTls, Executor executor) {
        return forNewConnection().newHandler(allocator, host, port, executor);
    }

    @Override
    public SslHandler newHandler(ByteBufAllocator allocator, Executor executor) {
        return forNewConnection().newHandler(allocator, executor);
    }

    @Override
    public SslHandler newHandler(ByteBufAllocator allocator, String host, int port, Executor executor) {
        return forNewConnection().newHandler(allocator, host, port, executor);
    }
}
