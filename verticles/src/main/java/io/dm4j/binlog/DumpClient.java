package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.io.ByteArrayOutputStream;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import com.github.shyiko.mysql.binlog.network.protocol.command.Command;
import com.github.shyiko.mysql.binlog.network.protocol.command.CommandType;
import com.github.shyiko.mysql.binlog.network.protocol.command.QueryCommand;
import io.dm4j.config.Flavor;
import io.dm4j.error.DmException;
import java.io.IOException;
import java.util.Optional;

/** The library's client, made to tell the upstream who we are and to be patient with us. */
final class DumpClient extends BinaryLogClient {
    /** Seconds that the server waits for us while the downstream is slow; its default is 60. */
    private static final int WRITE_TIMEOUT = 3600;

    private final Follower follower;
    private final Flavor flavor;
    private Optional<TlsSockets> tls = Optional.empty();

    DumpClient(String host, int port, String user, String password, Follower follower, Flavor flavor) {
        super(host, port, user, password);
        this.follower = follower;
        this.flavor = flavor;
        setServerId(follower.serverId());
    }

    /** TLS or nothing: the library never goes on in plain text in this mode, and the sockets check the host's name. */
    void secure(TlsSockets sockets) {
        tls = Optional.of(sockets);
        setSSLMode(SSLMode.VERIFY_CA);
        setSslSocketFactory(sockets);
    }

    @Override
    public void connect() throws IOException {
        try {
            super.connect();
        } catch (IOException e) {
            if (tlsWasNotOffered()) {
                throw new DmException(BinlogError.TLS_NOT_OFFERED, "the upstream does not offer TLS", e);
            }
            throw e;
        }
    }

    private boolean tlsWasNotOffered() {
        boolean greeted = getMariaDB() != null;
        return greeted && tls.isPresent() && !tls.get().asked();
    }

    @Override
    protected void setupGtidSet() throws IOException {
        wantFlavor();
        super.setupGtidSet();
    }

    @Override
    protected void setupConnection() throws IOException {
        wantFlavor();
        run(new QueryCommand("SET net_write_timeout = " + WRITE_TIMEOUT));
        run(new QueryCommand("SET @slave_uuid = '" + follower.uuid() + "'"));
        super.setupConnection();
        run(this::registration);
    }

    private void wantFlavor() {
        boolean mariadb = Boolean.TRUE.equals(getMariaDB());
        if (flavor == Flavor.MARIADB && !mariadb || flavor == Flavor.MYSQL && mariadb) {
            throw new DmException(
                    BinlogError.WRONG_GTIDS,
                    "the upstream is " + (mariadb ? "MariaDB" : "MySQL") + ", its source or GTID set says " + flavor);
        }
    }

    private void run(Command command) throws IOException {
        channel.write(command);
        checkError(channel.read());
    }

    /** Server id, then host, user and password that SHOW REPLICAS shows (none), port, rank, the master's id. */
    private byte[] registration() throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeInteger(CommandType.REGISTER_SLAVE.ordinal(), 1);
        packet.writeLong(follower.serverId(), 4);
        packet.writeInteger(follower.name().length(), 1);
        packet.writeString(follower.name());
        packet.writeInteger(0, 1);
        packet.writeInteger(0, 1);
        packet.writeInteger(0, 2);
        packet.writeInteger(0, 4);
        packet.writeInteger(0, 4);
        return packet.toByteArray();
    }
}
