package io.dm4j.sync;

import io.dm4j.config.Flavor;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.StartPoint;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.error.DmException;
import io.dm4j.mysql.BinlogStatus;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.GtidSet;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;

/** Where a source is followed from when nothing has been stored yet. */
final class StartPosition {
    /** Where the first event of a file is. */
    private static final long FIRST_EVENT = 4;

    /** Stands for the place until the first event of a stream that begins at a GTID set; before every real one. */
    private static final BinlogPosition NOWHERE = new BinlogPosition("-.000000", 0);

    private final SourceConfig source;
    private final SubtaskConfig subtask;
    private final Database upstream;

    StartPosition(SourceConfig source, SubtaskConfig subtask, Database upstream) {
        this.source = source;
        this.subtask = subtask;
        this.upstream = upstream;
    }

    /** After the copy: its lowest window; else what the task says; else the end of the upstream's binlog of now. */
    Future<Position> find(Handover handover) {
        Optional<Position> copied = handover.start();
        if (copied.isPresent()) {
            return Future.succeededFuture(copied.get());
        }
        return subtask.start().filter(start -> isGiven(start)).map(this::asked).orElseGet(this::now);
    }

    private static boolean isGiven(StartPoint start) {
        return !start.binlogName().isEmpty() || !start.binlogGtid().isEmpty();
    }

    private Future<Position> asked(StartPoint start) {
        if (source.enableGtid() && !start.binlogGtid().isEmpty()) {
            return Future.succeededFuture(new Position(NOWHERE, gtids(start.binlogGtid())));
        }
        if (start.binlogName().isEmpty()) {
            return Future.failedFuture(new DmException(
                    SyncError.NO_START,
                    "the start point of source " + source.sourceId() + " has a GTID set only, but enable-gtid is off"));
        }
        BinlogPosition place = new BinlogPosition(start.binlogName(), Math.max(FIRST_EVENT, start.binlogPos()));
        return source.enableGtid() ? withGtids(place) : Future.succeededFuture(new Position(place, NoGtids.NONE));
    }

    private GtidSet gtids(String text) {
        try {
            return GtidSet.parse(source.flavor(), text);
        } catch (IllegalArgumentException e) {
            throw new DmException(
                    SyncError.NO_START, "the start point of source " + source.sourceId() + ": " + e.getMessage());
        }
    }

    /** MariaDB knows the GTIDs of a place; MySQL does not, and is followed from the place itself. */
    Future<Position> withGtids(BinlogPosition place) {
        return asking(session -> ServerVersion.read(session).compose(version -> switch (version.dialect()) {
            case MARIADB ->
                session.preparedQuery("SELECT BINLOG_GTID_POS(?, ?)")
                        .execute(Tuple.of(place.file(), place.offset()))
                        .map(rows -> rows.iterator().next().getString(0))
                        .map(text -> new Position(place, GtidSet.parse(Flavor.MARIADB, text == null ? "" : text)));
            default -> Future.succeededFuture(new Position(place, NoGtids.NONE));
        }));
    }

    private Future<Position> now() {
        return asking(session -> ServerVersion.read(session).compose(version -> BinlogStatus.read(session, version)
                .map(status -> new Position(status.end(), gtids(status, version)))));
    }

    private GtidSet gtids(BinlogStatus status, ServerVersion version) {
        if (!source.enableGtid()) {
            return NoGtids.NONE;
        }
        return GtidSet.parse(
                switch (version.dialect()) {
                    case MARIADB -> Flavor.MARIADB;
                    default -> Flavor.MYSQL;
                },
                status.gtids());
    }

    private Future<Position> asking(Function<SqlConnection, Future<Position>> question) {
        return upstream.connect().compose(session -> question.apply(session)
                .recover(failure -> Future.failedFuture(upstream.coded(failure)))
                .eventually(session::close));
    }
}
