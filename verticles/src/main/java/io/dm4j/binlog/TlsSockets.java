package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.network.SSLSocketFactory;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.tls.TlsGeneration;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Lays TLS over the connection: chain always, host name by {@code ssl-mode}, both before the password is sent. */
final class TlsSockets implements SSLSocketFactory {
    private final TlsGeneration generation;
    private final DatabaseConfig database;
    private volatile boolean asked;
    private volatile SSLSocket last;

    TlsSockets(TlsGeneration generation, DatabaseConfig database) {
        this.generation = generation;
        this.database = database;
    }

    /** False as long as no server has offered TLS. */
    boolean asked() {
        return asked;
    }

    /** Of the last socket, whose handshake must be over; empty if no server has offered TLS. */
    Optional<SSLSession> session() {
        return Optional.ofNullable(last).map(SSLSocket::getSession);
    }

    @Override
    public SSLSocket createSocket(Socket plain) throws SocketException {
        asked = true;
        try {
            SSLSocket socket = (SSLSocket) generation
                    .sslContext()
                    .getSocketFactory()
                    .createSocket(plain, database.host(), database.port(), true);
            socket.setUseClientMode(true);
            socket.setSSLParameters(generation.clientParameters());
            last = socket;
            return socket;
        } catch (IOException e) {
            SocketException failure = new SocketException(e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }
}
