package io.dm4j.it.trust;

import io.dm4j.binlog.BinlogStream;
import io.dm4j.binlog.LibraryBinlogSource;
import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.Flavor;
import io.dm4j.config.SourceConfig;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.Database;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Optional;

/** The ways into a database server: each connects by a configuration, says something, and leaves. */
enum Way {
    SESSION {
        @Override
        Future<Void> through(Vertx vertx, Database database, Position position) {
            return database.connect()
                    .compose(session -> session.query("DO 1").execute().eventually(session::close))
                    .mapEmpty();
        }
    },
    POOL {
        @Override
        Future<Void> through(Vertx vertx, Database database, Position position) {
            Pool pool = database.pool(1);
            return pool.query("DO 1")
                    .execute()
                    .eventually(pool::close)
                    .<Void>mapEmpty()
                    .recover(failure -> Future.failedFuture(database.coded(failure)));
        }
    },
    BINLOG {
        @Override
        Future<Void> through(Vertx vertx, Database database, Position position) {
            SourceConfig source = new SourceConfig("s", true, false, Flavor.DETECT, 0, database.config(), false, true);
            return new LibraryBinlogSource(vertx, source, "test", database)
                    .open(position)
                    .compose(BinlogStream::close);
        }
    };

    abstract Future<Void> through(Vertx vertx, Database database, Position position);

    /** Why it was refused; empty if it was let in. Anything but a coded failure is an error. */
    Optional<DmException> refusal(DatabaseConfig config, BinlogPosition at) {
        Vertx vertx = Vertx.vertx();
        try {
            Promise<Void> tried = Promise.promise();
            vertx.runOnContext(on -> through(
                            vertx,
                            new Database(vertx, config, ErrorScope.UPSTREAM, "test"),
                            new Position(at, NoGtids.NONE))
                    .onComplete(tried));
            House.await(tried.future());
            return Optional.empty();
        } catch (DmException refused) {
            return Optional.of(refused);
        } finally {
            House.await(vertx.close());
        }
    }
}
