package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.network.SocketFactory;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Makes the connection's sockets and keeps them, to close the one beneath TLS: closing an SSLSocket can wait for a peer
 * that is gone.
 */
final class PlainSockets implements SocketFactory {
    private static final Logger LOG = LogManager.getLogger(PlainSockets.class);

    private final Duration silence;
    private final List<Socket> sockets = new ArrayList<>();
    private boolean closed;

    /** @param silence a read that gets nothing for so long fails */
    PlainSockets(Duration silence) {
        this.silence = silence;
    }

    @Override
    public synchronized Socket createSocket() throws SocketException {
        if (closed) {
            throw new SocketException("closed");
        }
        Socket socket = new Socket();
        socket.setSoTimeout((int) silence.toMillis());
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        sockets.add(socket);
        return socket;
    }

    synchronized void close() {
        closed = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("closing a binlog connection", e);
            }
        }
        sockets.clear();
    }
}
