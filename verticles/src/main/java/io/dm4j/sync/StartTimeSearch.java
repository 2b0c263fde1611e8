package io.dm4j.sync;

import io.dm4j.binlog.BinlogTimes;
import io.dm4j.config.ConfigError;
import io.dm4j.config.Flavor;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.StartTime;
import io.dm4j.error.DmException;
import io.dm4j.mysql.BinaryLogs;
import io.dm4j.mysql.BinlogStatus;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.Dialect;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.GtidSet;
import io.dm4j.position.NoGtids;
import io.dm4j.position.Position;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Finds where an upstream's binlog was at a time: by the first event of some of the files, then event by event in the one that was
 * being written. Confined to the unit's context.
 */
final class StartTimeSearch {
    private static final Logger log = LogManager.getLogger(StartTimeSearch.class);
    /** Reading a file of the usual 1 GiB takes a fraction of it. */
    private static final Duration BOUND = Duration.ofMinutes(10);

    private static final long TELL_MILLIS = 10_000;
    /** Where the first event of a file is. */
    private static final long FIRST_EVENT = 4;

    private final Vertx vertx;
    private final SourceConfig source;
    private final StartTime time;
    private final Database upstream;
    private final StartPosition places;
    private final BinlogTimes times;

    StartTimeSearch(
            Vertx vertx,
            SourceConfig source,
            StartTime time,
            Database upstream,
            StartPosition places,
            BinlogTimes times) {
        this.vertx = vertx;
        this.source = source;
        this.time = time;
        this.upstream = upstream;
        this.places = places;
        this.times = times;
    }

    /**
     * What the upstream says before any event is read.
     *
     * @param second since 1970, that is looked for
     * @param files oldest first
     * @param end of the binlog
     */
    private record Facts(long second, List<String> files, ServerVersion version, BinlogPosition end) {}

    /** The place before the first transaction of that second or a later one. Coded: too early, too late, not found in time. */
    Future<Position> find() {
        log.info("source {}: looks for start-time {} in the binlog", source.sourceId(), time.text());
        long telling = vertx.setPeriodic(TELL_MILLIS, id -> tell());
        return asking(this::facts)
                .compose(facts -> fileAt(facts, 0, facts.files().size())
                        .compose(file -> search(facts, facts.files().get(file))))
                .timeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(inTime(failure)))
                .onFailure(failure -> times.close())
                .onComplete(ended -> vertx.cancelTimer(telling));
    }

    /** Ends the search, which fails. */
    void abandon() {
        times.close();
    }

    private void tell() {
        times.reached()
                .ifPresent(at -> log.info(
                        "source {}: looks for start-time {}, read up to {}", source.sourceId(), time.text(), at));
    }

    private Future<Facts> facts(SqlConnection session) {
        return second(session).compose(second -> ServerVersion.read(session)
                .compose(version -> BinlogStatus.read(session, version).compose(status -> BinaryLogs.files(session)
                        .map(files -> new Facts(second, files, version, status.end())))));
    }

    private Future<Long> second(SqlConnection session) {
        return time.zone()
                .map(zone -> Future.succeededFuture(time.local().toEpochSecond(zone)))
                .orElseGet(() -> BinaryLogs.seconds(session, time.localText()));
    }

    /**
     * The last file that was begun before that second, as the file that is begun in it may have more of it behind.
     *
     * @param low all files below it were begun before
     * @param high no file from it on was
     */
    private Future<Integer> fileAt(Facts facts, int low, int high) {
        if (low == high) {
            return low > 0
                    ? Future.succeededFuture(low - 1)
                    : tooEarly(facts.files().get(0));
        }
        int middle = (low + high) >>> 1;
        return times.begun(facts.files().get(middle))
                .compose(
                        begun -> begun < facts.second() ? fileAt(facts, middle + 1, high) : fileAt(facts, low, middle));
    }

    /** What came before the oldest file is lost, and so may be what came in its first second. */
    private Future<Integer> tooEarly(String oldest) {
        return times.begun(oldest)
                .compose(begun -> Future.failedFuture(new DmException(
                        SyncError.START_TIME_TOO_EARLY,
                        "start-time " + time.text() + " is too early: the oldest binlog file of source "
                                + source.sourceId() + ", " + oldest + ", begins at " + utc(begun))));
    }

    private static String utc(long second) {
        return Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC).toString();
    }

    private Future<Position> search(Facts facts, String file) {
        BinlogPosition begin = new BinlogPosition(file, FIRST_EVENT);
        return gtidsBefore(facts, file)
                .compose(gtids -> times.before(facts.second(), new Position(begin, gtids), facts.end()))
                .compose(found -> found.map(Future::succeededFuture).orElseGet(this::tooLate))
                .compose(found -> withGtids(facts, found))
                .onSuccess(
                        found -> log.info("source {}: start-time {} is at {}", source.sourceId(), time.text(), found));
    }

    private Future<Position> tooLate() {
        return Future.failedFuture(new DmException(
                ConfigError.START_TIME_TOO_LATE,
                "start-time " + time.text() + " is too late, no binlog location matches it"));
    }

    /** MySQL's, to count on from; MariaDB is asked for those of the place that was found. */
    private Future<GtidSet> gtidsBefore(Facts facts, String file) {
        return isCounted(facts)
                ? asking(session -> BinaryLogs.gtidsBefore(session, file))
                        .map(text -> GtidSet.parse(Flavor.MYSQL, text))
                : Future.succeededFuture(NoGtids.NONE);
    }

    private boolean isCounted(Facts facts) {
        return source.enableGtid() && facts.version().dialect() == Dialect.MYSQL;
    }

    /** An empty set is followed from the place, too: it would ask a server for all there is. */
    private Future<Position> withGtids(Facts facts, Position found) {
        if (source.enableGtid() && !isCounted(facts)) {
            return places.withGtids(found.binlog());
        }
        return Future.succeededFuture(found.gtids().isEmpty() ? new Position(found.binlog(), NoGtids.NONE) : found);
    }

    private Throwable inTime(Throwable failure) {
        return failure instanceof TimeoutException
                ? new DmException(
                        SyncError.START_TIME_NOT_FOUND,
                        "start-time " + time.text() + " was not found in " + BOUND.toMinutes() + " minutes; read up to "
                                + times.reached().map(BinlogPosition::toString).orElse("no event"))
                : failure;
    }

    private <T> Future<T> asking(Function<SqlConnection, Future<T>> question) {
        return upstream.connect().compose(session -> question.apply(session)
                .recover(failure -> Future.failedFuture(upstream.coded(failure)))
                .eventually(session::close));
    }
}
