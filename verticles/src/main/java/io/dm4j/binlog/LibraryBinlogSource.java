package io.dm4j.binlog;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.network.SSLMode;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Flavor;
import io.dm4j.config.SourceConfig;
import io.dm4j.error.DmException;
import io.dm4j.mysql.Database;
import io.dm4j.position.GtidSet;
import io.dm4j.position.MariadbGtidSet;
import io.dm4j.position.MysqlGtidSet;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.dm4j.tls.TlsStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * An upstream read with io.debezium:mysql-binlog-connector-java. The library connects, authenticates and cuts the stream
 * into events; what they mean is read by this package, as the library loses some and changes others without a word.
 */
public final class LibraryBinlogSource implements BinlogSource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration SILENCE = HEARTBEAT.multipliedBy(3);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long WAITING_BYTES = 8 << 20;
    private static final long LAST_REQUESTABLE = 0xFFFFFFFFL;

    private final Vertx vertx;
    private final SourceConfig source;
    private final String reader;
    private final Database upstream;

    /**
     * A source; nothing is opened yet.
     *
     * @param reader tells apart those who follow this source at the same time, as a rule the task's name; it decides the
     *     replica's id, so it must be the same at each start
     * @param upstream the source's server: its TLS files are looked at for each connection, which is held to them
     */
    public LibraryBinlogSource(Vertx vertx, SourceConfig source, String reader, Database upstream) {
        this.vertx = vertx;
        this.source = source;
        this.reader = reader;
        this.upstream = upstream;
    }

    @Override
    public Future<BinlogStream> open(Position from) {
        Context context = vertx.getOrCreateContext();
        Position start = source.enableGtid() ? from : new Position(from.binlog(), NoGtids.NONE);
        EventQueue queue = new EventQueue(context, WAITING_BYTES);
        return connect(start, context, queue, new TransactionReader(start, event -> put(queue, event)))
                .opened();
    }

    @Override
    public BinlogTimes times() {
        return new LibraryBinlogTimes(vertx.getOrCreateContext(), this);
    }

    /** A connection whose events are these ears' alone: nothing is ever there to read, but why it ended. */
    LibraryBinlogStream stream(Position start, Context context, RawEvents ears) {
        return connect(start, context, new EventQueue(context, WAITING_BYTES), ears);
    }

    private LibraryBinlogStream connect(Position start, Context context, EventQueue queue, RawEvents ears) {
        PlainSockets sockets = new PlainSockets(SILENCE);
        Upstream words = new Upstream(source.from().address().toString(), upstream.trustedBy());
        LibraryBinlogStream stream = new LibraryBinlogStream(context, words, sockets, queue);
        EventReader events = new EventReader(ears);
        stream.start("dm4j-binlog-" + source.sourceId() + "-" + reader, () -> client(start, sockets, events, stream));
        return stream;
    }

    private static void put(EventQueue queue, BinlogEvent event) {
        try {
            queue.put(event);
            queue.awaitRoom();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DmException(BinlogError.CLOSED, "the binlog thread was interrupted", e);
        }
    }

    private BinaryLogClient client(
            Position start, PlainSockets sockets, EventReader events, LibraryBinlogStream stream) {
        DatabaseConfig database = upstream.config();
        DumpClient client = new DumpClient(
                database.host(),
                database.port(),
                database.user(),
                database.password().reveal(),
                Follower.of(source, reader),
                flavor(start.gtids()));
        client.setSocketFactory(sockets);
        client.setThreadFactory(LibraryBinlogSource::daemon);
        client.setEventDeserializer(events);
        client.setKeepAlive(false);
        client.setConnectTimeout(CONNECT.toMillis());
        client.setHeartbeatInterval(HEARTBEAT.toMillis());
        secure(client, stream);
        startAt(client, start);
        return client;
    }

    /** The set's own kind counts before what the source says. */
    private Flavor flavor(GtidSet gtids) {
        if (gtids instanceof MysqlGtidSet) {
            return Flavor.MYSQL;
        }
        return gtids instanceof MariadbGtidSet ? Flavor.MARIADB : source.flavor();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    private void secure(DumpClient client, LibraryBinlogStream stream) {
        Optional<TlsStore> tls = upstream.tls();
        if (tls.isEmpty()) {
            client.setSSLMode(SSLMode.DISABLED);
            return;
        }
        TlsSockets secure = new TlsSockets(tls.get().current(), upstream.config());
        client.secure(secure);
        client.registerLifecycleListener(new HeldToTheFiles(upstream, secure, stream::cut));
    }

    private static void startAt(BinaryLogClient client, Position start) {
        if (start.gtids() != NoGtids.NONE) {
            client.setGtidSet(start.gtids().toString());
            return;
        }
        if (start.binlog().offset() > LAST_REQUESTABLE) {
            throw new DmException(
                    BinlogError.POSITION_TOO_FAR,
                    "position " + start.binlog() + " is beyond 4 GiB, which a server cannot be asked for");
        }
        client.setBinlogFilename(start.binlog().file());
        client.setBinlogPosition(start.binlog().offset());
    }
}
