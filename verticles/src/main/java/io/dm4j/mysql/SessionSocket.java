package io.dm4j.mysql;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import javax.net.ssl.SSLSession;

/** The socket beneath a session of the SQL client, which shows it to its own kind only. Any thread. */
final class SessionSocket {
    private final NetSocketInternal socket;

    private SessionSocket(NetSocketInternal socket) {
        this.socket = socket;
    }

    static SessionSocket of(SqlConnection connection) {
        SocketConnectionBase innermost = (SocketConnectionBase)
                ((SqlConnectionInternal) connection).unwrap().unwrap();
        return new SessionSocket(innermost.socket());
    }

    SSLSession tls() {
        return socket.sslSession();
    }

    /** Runs once the socket is closed, by whomever. */
    void whenClosed(Runnable told) {
        channel().channel().closeFuture().addListener(closed -> told.run());
    }

    /** Closes beneath TLS: nothing that waits is sent any more, and no farewell that could wait for the peer. */
    void cut() {
        channel().close();
    }

    private ChannelHandlerContext channel() {
        ChannelHandlerContext tls = socket.channelHandlerContext().pipeline().context(SslHandler.class);
        return tls == null ? socket.channelHandlerContext() : tls;
    }
}
