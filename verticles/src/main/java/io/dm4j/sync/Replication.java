package io.dm4j.sync;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.binlog.BinlogStream;
import io.dm4j.error.DmException;
import io.dm4j.mysql.BinlogStatus;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Position;
import io.dm4j.progress.SchemaProgress;
import io.dm4j.row.TableSchema;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * One life of the connections: reads while it writes, until it is stopped or something fails. Two loops meet at the intake:
 * one reads the stream until the intake is full, the other applies what waits. Confined to the unit's context.
 */
final class Replication {
    private static final Logger log = LogManager.getLogger(Replication.class);
    private static final long TICK_MILLIS = 1000;
    private static final long CLOSE_MILLIS = 3000;

    private final Vertx vertx;
    private final Context context;
    private final Parts parts;
    private final Assembler assembler;
    private final Intake intake;
    private final GroupPlanner planner;
    private final Progress progress;
    private final Promise<Void> end = Promise.promise();
    private Optional<Throwable> streamFailure = Optional.empty();
    private Optional<BinlogPosition> stoppedAt = Optional.empty();
    private boolean reading;
    private boolean applying;
    private boolean insideLarge;
    private boolean stopping;
    private long timer;
    private long syncedAtMillis = System.currentTimeMillis();
    private long applyingSince;

    /** What a life is made of; closed with it. */
    record Parts(
            BinlogStream stream,
            Lane lane,
            Tables tables,
            SchemaProgress schemas,
            Handlings handlings,
            DdlBarrier barrier,
            Probe probe,
            Meter meter,
            Limits limits) {}

    Replication(Vertx vertx, Parts parts, Position start, SafeMode safeMode, Supplier<Order> order) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.parts = parts;
        Limits limits = parts.limits();
        this.assembler = new Assembler(start, parts.tables()::takes, limits.largeBytes(), limits.partBytes());
        this.intake = new Intake(limits.waitingBytes());
        this.planner = new GroupPlanner(parts.tables(), safeMode, limits.groupRows(), order);
        this.progress = new Progress(start, limits.watermarkInterval());
    }

    /** Completes when stopped, with all connections closed. */
    Future<Void> run() {
        timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
        parts.probe().ask();
        turn();
        return end.future().eventually(this::close);
    }

    /** Ends behind the work in hand. */
    void stop() {
        stopping = true;
        turn();
    }

    /** Ends now; what is open on the target rolls back. */
    void abandon() {
        end.tryComplete();
    }

    /** Ends now, as failed for this reason; what is open on the target rolls back. */
    void end(Throwable reason) {
        end.tryFail(reason);
    }

    Position passed() {
        return progress.passed();
    }

    /** Where the statement begins that ended it; empty if something else did. */
    Optional<BinlogPosition> stoppedAt() {
        return stoppedAt;
    }

    Optional<BinlogStatus> upstream() {
        return parts.probe().status();
    }

    boolean isSynced() {
        return intake.isEmpty()
                && !applying
                && upstream()
                        .map(status -> progress.passed().binlog().compareTo(status.end()) >= 0)
                        .orElse(false);
    }

    /** By the upstream's clock: the age of the oldest change that waits. */
    long secondsBehind() {
        if (isSynced()) {
            return 0;
        }
        long now = parts.probe().upstreamMillis();
        long oldest = applyingSince > 0 ? applyingSince : oldestWaiting();
        long age = oldest > 0 ? now - oldest : System.currentTimeMillis() - syncedAtMillis - 2 * TICK_MILLIS;
        return Math.max(0, age / 1000);
    }

    private long oldestWaiting() {
        return intake.isEmpty() ? 0 : intake.peek().timestampMillis();
    }

    private void tick() {
        parts.meter().tick();
        parts.probe().ask();
        if (isSynced()) {
            syncedAtMillis = System.currentTimeMillis();
        }
        turn();
    }

    private void turn() {
        read();
        apply();
    }

    private void read() {
        if (reading
                || stopping && !insideLarge
                || streamFailure.isPresent()
                || end.future().isComplete()
                || intake.isFull()) {
            return;
        }
        reading = true;
        parts.stream().read().onSuccess(this::take).onFailure(this::streamEnded);
    }

    private void take(List<BinlogEvent> events) {
        reading = false;
        parts.meter().read(events.size());
        try {
            events.forEach(this::take);
        } catch (DmException refused) {
            streamEnded(refused);
        }
        context.runOnContext(later -> turn());
    }

    private void take(BinlogEvent event) {
        assembler.add(event).ifPresent(work -> {
            parts.handlings().requireInPlace(work);
            intake.add(work);
        });
    }

    /** What was read whole before the failure is applied first, so that the stored position is right before it. */
    private void streamEnded(Throwable failure) {
        streamFailure = Optional.of(failure);
        apply();
    }

    private void apply() {
        if (applying || end.future().isComplete()) {
            return;
        }
        if (stopping && !insideLarge) {
            applying = true;
            store().onSuccess(end::tryComplete).onFailure(end::tryFail);
            return;
        }
        if (!intake.isEmpty()) {
            start(() -> next(intake.peek()));
        } else if (streamFailure.isPresent()) {
            fail(streamFailure.get());
        } else if (progress.isDue()) {
            start(this::store);
        }
    }

    private void fail(Throwable failure) {
        applying = true;
        Future<Void> stored = insideLarge ? Future.succeededFuture() : store();
        stored.onComplete(any -> end.tryFail(failure));
    }

    private void start(Supplier<Future<Void>> work) {
        applying = true;
        applyingSince = oldestWaiting();
        Future.succeededFuture()
                .compose(now -> work.get())
                .onSuccess(done -> {
                    intake.done();
                    applying = false;
                    applyingSince = 0;
                    context.runOnContext(later -> turn());
                })
                .onFailure(end::tryFail);
    }

    private Future<Void> next(Work head) {
        if (head instanceof Work.Transaction) {
            return group(intake.head(parts.limits().groupBytes()));
        }
        intake.take();
        if (head instanceof Work.Part part) {
            return send(part);
        }
        if (head instanceof Work.LastPart last) {
            return send(last.rest()).compose(sent -> finish(last));
        }
        if (head instanceof Work.Statement statement) {
            return parts.barrier()
                    .follow(statement.ddl())
                    .onFailure(
                            failure -> stoppedAt = Optional.of(statement.ddl().start()))
                    .map(concerned -> passed(statement, concerned));
        }
        progress.pass(((Work.Seen) head).at());
        return Future.succeededFuture();
    }

    private Void passed(Work.Statement statement, boolean stored) {
        if (stored) {
            progress.passAndStore(statement.ddl().end());
        } else {
            progress.pass(statement.ddl().end());
        }
        return null;
    }

    private Future<Void> group(List<Work.Transaction> waiting) {
        return meet(waiting.stream().flatMap(t -> t.changes().stream()).toList())
                .map(met -> planner.group(waiting))
                .compose(group -> commit(group));
    }

    private Future<Void> commit(Group group) {
        for (long i = 0; i < group.transactions(); i++) {
            intake.take();
        }
        if (group.statements().isEmpty()) {
            progress.pass(group.end());
            return progress.isDue() ? store() : Future.succeededFuture();
        }
        return parts.lane().commit(group).onSuccess(committed -> {
            progress.passAndStore(group.end());
            parts.meter().applied(group.transactions(), group.rows(), group.bytes());
        });
    }

    private Future<Void> send(Work.Part part) {
        if (!insideLarge) {
            insideLarge = true;
            log.info("a large transaction begins behind {}; it is streamed alone", progress.passed());
        }
        long bytes = part.bytes();
        return meet(part.changes()).map(met -> planner.part(part)).compose(statements -> {
            // not the part, so that its rows go while their statements are sent
            long rows = statements.stream().mapToLong(RowStatement::rows).sum();
            return parts.lane().send(statements).onSuccess(sent -> parts.meter().applied(0, rows, bytes));
        });
    }

    private Future<Void> finish(Work.LastPart last) {
        return parts.lane().finish(last.end()).onSuccess(committed -> {
            insideLarge = false;
            progress.passAndStore(last.end());
            parts.meter().applied(1, 0, 0);
        });
    }

    /** Definitions found on a server are kept, so that a later life reads these rows by the same ones. */
    private Future<Void> meet(List<BinlogEvent.Rows> changes) {
        return parts.tables()
                .meet(changes)
                .compose(found -> found.isEmpty() || insideLarge
                        ? Future.succeededFuture()
                        : parts.lane().record(keep(found)));
    }

    private List<String> keep(List<TableSchema> found) {
        return found.stream().map(parts.schemas()::keep).toList();
    }

    private Future<Void> store() {
        if (!progress.isAhead()) {
            return Future.succeededFuture();
        }
        Position position = progress.passed();
        return parts.lane().moveTo(position).onSuccess(stored -> progress.passAndStore(position));
    }

    private Future<Void> close() {
        vertx.cancelTimer(timer);
        return Future.join(
                        parts.stream().close(),
                        parts.lane().close(),
                        parts.probe().close())
                .<Void>mapEmpty()
                .timeout(CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> log.debug("a connection did not close: {}", failure.getMessage()))
                .otherwiseEmpty();
    }
}
