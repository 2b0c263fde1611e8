package io.dm4j.sync;

import io.dm4j.binlog.BinlogError;
import io.dm4j.binlog.BinlogSource;
import io.dm4j.binlog.LibraryBinlogSource;
import io.dm4j.error.DmException;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.BinlogStatus;
import io.dm4j.mysql.Database;
import io.dm4j.mysql.DatabaseError;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.mysql.TlsListing;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.dm4j.unit.UnitTimes;
import io.dm4j.unit.UnitType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Replication of one source: one {@link Replication} after the other, as long as what ends them heals by itself. Confined
 * to the context it was made on.
 */
public final class SyncUnit implements Unit {
    private static final Logger log = LogManager.getLogger(SyncUnit.class);
    private static final int ATTEMPTS = 6;

    private final Vertx vertx;
    private final String name;
    private final Meter meter = new Meter();
    private final Database upstream;
    private final Database target;
    private final Opening opening;
    private final Retry retry;
    private final Promise<UnitResult> result = Promise.promise();
    private Optional<Replication> current = Optional.empty();
    private Optional<Position> lastPassed = Optional.empty();
    private Optional<BinlogPosition> stoppedAt = Optional.empty();
    private boolean started;
    private boolean stopping;
    private boolean distrusted;
    private int failures;
    private long waiting = -1;

    public SyncUnit(UnitSetup setup) {
        this(
                setup,
                new Database(
                        setup.vertx(),
                        setup.upstream(),
                        ErrorScope.UPSTREAM,
                        purpose(setup),
                        TlsListing.upstream(setup)));
    }

    private SyncUnit(UnitSetup setup, Database upstream) {
        this(setup, upstream, librarySource(setup, upstream));
    }

    SyncUnit(UnitSetup setup, Database upstream, BinlogSource source) {
        this.vertx = setup.vertx();
        this.name = setup.subtask().task() + "/" + setup.subtask().sourceId();
        this.upstream = upstream;
        this.target =
                new Database(vertx, setup.target(), ErrorScope.DOWNSTREAM, purpose(setup), TlsListing.target(setup));
        this.opening = new Opening(setup, upstream, target, source, meter);
        this.retry = new Retry(vertx, ATTEMPTS, Duration.ofMillis(500), Duration.ofSeconds(8));
    }

    private static String purpose(UnitSetup setup) {
        return "sync " + setup.subtask().task();
    }

    private static BinlogSource librarySource(UnitSetup setup, Database upstream) {
        return new LibraryBinlogSource(
                setup.vertx(), setup.source(), setup.subtask().task(), upstream);
    }

    @Override
    public UnitType type() {
        return UnitType.SYNC;
    }

    @Override
    public Future<UnitResult> run() {
        started = true;
        upstream.whenDistrusted(this::distrusted);
        target.whenDistrusted(this::distrusted);
        next();
        return result.future().onComplete(ended -> unlist());
    }

    private void unlist() {
        upstream.close();
        target.close();
    }

    @Override
    public Future<Void> stop() {
        stopping = true;
        if (!started) {
            result.tryComplete(new UnitResult.Stopped());
        }
        if (waiting >= 0 && vertx.cancelTimer(waiting)) {
            result.tryComplete(new UnitResult.Stopped());
        }
        current.ifPresentOrElse(Replication::stop, opening::abandonSearch);
        long bound = vertx.setTimer(UnitTimes.STOP.toMillis(), id -> giveUp());
        return result.future().onComplete(ended -> vertx.cancelTimer(bound)).mapEmpty();
    }

    /** What is still being opened ends by its own bound. */
    private void giveUp() {
        current.ifPresentOrElse(Replication::abandon, () -> result.tryComplete(new UnitResult.Stopped()));
    }

    private void next() {
        if (stopping) {
            result.tryComplete(new UnitResult.Stopped());
            return;
        }
        stoppedAt = Optional.empty();
        Future.succeededFuture()
                .compose(now -> opening.open())
                .compose(this::follow)
                .onSuccess(stopped -> result.tryComplete(new UnitResult.Stopped()))
                .onFailure(this::failed);
    }

    private Future<Void> follow(Replication replication) {
        current = Optional.of(replication);
        distrusted = false;
        log.info("{}: follows from {}", name, replication.passed());
        if (stopping) {
            replication.stop();
        }
        return replication.run().onFailure(failure -> stoppedAt = replication.stoppedAt());
    }

    private void distrusted(DmException reason) {
        current.ifPresent(replication -> replication.end(reason));
    }

    private void failed(Throwable failure) {
        if (stopping) {
            log.info("{}: stopped in spite of: {}", name, failure.getMessage());
            result.tryComplete(new UnitResult.Stopped());
            return;
        }
        boolean heals = heals(failure);
        failures = hasMoved() ? 1 : failures + 1;
        if (!heals || failures >= ATTEMPTS || distrusted && isRefusal(failure)) {
            result.tryComplete(new UnitResult.Failed(DmException.from(failure, SyncError.UNEXPECTED), heals));
            return;
        }
        distrusted |= is(failure, DatabaseError.TRUST_WITHDRAWN);
        Duration wait = retry.wait(failures);
        log.warn("{}: connects anew in {} ms after: {}", name, wait.toMillis(), failure.getMessage());
        waiting = vertx.setTimer(wait.toMillis(), id -> {
            waiting = -1;
            next();
        });
    }

    /** A server whose certificate was exchanged is trusted at the next handshake, or it is not for now: no use in insisting. */
    private static boolean isRefusal(Throwable failure) {
        return is(failure, DatabaseError.CERTIFICATE_REFUSED) || is(failure, BinlogError.TLS_REFUSED);
    }

    private static boolean is(Throwable failure, ErrorCode code) {
        return failure instanceof DmException coded && coded.code() == code;
    }

    private boolean hasMoved() {
        Optional<Position> passed = current.map(Replication::passed);
        boolean moved = !passed.equals(lastPassed);
        lastPassed = passed;
        return moved;
    }

    private static boolean heals(Throwable failure) {
        return SqlFailures.heals(failure) || failure instanceof DmException coded && BinlogError.heals(coded);
    }

    @Override
    public UnitStatus status() {
        Optional<Position> passed = current.map(Replication::passed);
        Optional<BinlogStatus> upstream = current.flatMap(Replication::upstream);
        return new UnitStatus.Sync(
                meter.events(),
                meter.transactions(),
                meter.rows(),
                meter.rowsPerSecond(),
                meter.bytes(),
                upstream.map(status -> status.end().toString()).orElse(""),
                upstream.map(BinlogStatus::gtids).orElse(""),
                passed.map(position -> position.binlog().toString()).orElse(""),
                passed.map(position -> position.gtids().toString()).orElse(""),
                current.map(Replication::secondsBehind).orElse(0L),
                current.map(Replication::isSynced).orElse(false),
                meter.missing(),
                new UnitStatus.Places(passed.map(Position::binlog), stoppedAt));
    }
}
