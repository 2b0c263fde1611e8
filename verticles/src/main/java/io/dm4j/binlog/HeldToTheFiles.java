package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.BinaryLogClient.AbstractLifecycleListener;
import io.dm4j.error.DmException;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.OpenConnection;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds the binlog connection to the TLS files of now, from its handshake to its end. Told on the client's thread. */
final class HeldToTheFiles extends AbstractLifecycleListener {
    private final Database upstream;
    private final TlsSockets sockets;
    private final Consumer<DmException> cut;
    private Optional<OpenConnection> open = Optional.empty();

    HeldToTheFiles(Database upstream, TlsSockets sockets, Consumer<DmException> cut) {
        this.upstream = upstream;
        this.sockets = sockets;
        this.cut = cut;
    }

    @Override
    public void onConnect(BinaryLogClient client) {
        open = sockets.session().map(tls -> upstream.hold(tls, cut));
    }

    @Override
    public void onDisconnect(BinaryLogClient client) {
        open.ifPresent(OpenConnection::ended);
    }
}
