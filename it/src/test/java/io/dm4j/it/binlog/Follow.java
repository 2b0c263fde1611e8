package io.dm4j.it.binlog;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.binlog.BinlogSource;
import io.dm4j.binlog.BinlogStream;
import io.dm4j.binlog.LibraryBinlogSource;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Flavor;
import io.dm4j.config.SourceConfig;
import io.dm4j.error.ErrorScope;
import io.dm4j.it.server.DatabaseServer;
import io.dm4j.mysql.Database;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.GtidSet;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Follows a test server's binlog, blocking, as tests like it. */
final class Follow implements AutoCloseable {
    private static final long SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BinlogSource source;
    private BinlogStream stream;

    static Follow of(SourceConfig config) {
        return new Follow(config);
    }

    private Follow(SourceConfig config) {
        Database upstream = new Database(vertx, config.from(), ErrorScope.UPSTREAM, "test");
        this.source = new LibraryBinlogSource(vertx, config, "test", upstream);
    }

    /** Opens at a position and gives this back. */
    Follow from(Position position) {
        stream = await(() -> source.open(position));
        return this;
    }

    static Follow byPosition(DatabaseServer server, Position from) {
        return of(source(server, false, server.asRoot())).from(new Position(from.binlog(), NoGtids.NONE));
    }

    static Follow byGtid(DatabaseServer server, Position from) {
        return of(source(server, true, server.asRoot())).from(from);
    }

    static SourceConfig source(DatabaseServer server, boolean gtid, DatabaseConfig from) {
        return new SourceConfig(server.name(), true, gtid, flavor(server), 0, from, false, true);
    }

    static Flavor flavor(DatabaseServer server) {
        return server.flavor().equals("mariadb") ? Flavor.MARIADB : Flavor.MYSQL;
    }

    /** The upstream's end of now. */
    static Position end(DatabaseServer server) {
        List<String> status = server.query("SHOW MASTER STATUS").get(0);
        boolean mariadb = server.flavor().equals("mariadb");
        String gtids = server.value(mariadb ? "SELECT @@gtid_binlog_pos" : "SELECT @@gtid_executed");
        return new Position(
                new BinlogPosition(status.get(0), Long.parseLong(status.get(1))),
                GtidSet.parse(flavor(server), gtids == null ? "" : gtids));
    }

    /** Reads until an event is the last wanted; heartbeats before it are left out. */
    List<BinlogEvent> until(Predicate<BinlogEvent> last) {
        List<BinlogEvent> events = new ArrayList<>();
        while (true) {
            for (BinlogEvent event : await(stream::read)) {
                if (last.test(event)) {
                    events.add(event);
                    return events;
                }
                if (!(event instanceof BinlogEvent.Heartbeat)) {
                    events.add(event);
                }
            }
        }
    }

    /** Reads until so many transactions are whole, statements that commit by themselves included. */
    List<BinlogEvent> transactions(int count) {
        int[] left = {count};
        return until(e -> (e instanceof BinlogEvent.Commit || e instanceof BinlogEvent.Ddl) && --left[0] == 0);
    }

    List<BinlogEvent> read() {
        return await(stream::read);
    }

    @Override
    public void close() {
        try {
            if (stream != null) {
                await(stream::close);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private <T> T await(Supplier<Future<T>> asked) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> asked.get().onComplete(promise::complete, promise::fail));
        try {
            return promise.future().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException coded ? coded : new IllegalStateException(e.getCause());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
