package io.dm4j.sync;

import io.dm4j.error.DmException;
import io.dm4j.error.ErrorScope;
import io.dm4j.mysql.Answers;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.position.Position;
import io.dm4j.progress.SyncProgress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A lane on a MySQL-family server. Statements of a target transaction are sent without waiting for each other; autocommit
 * is off, so that those behind one that ended the transaction (a deadlock) do not commit by themselves.
 */
final class TargetLane implements Lane {
    private static final Logger log = LogManager.getLogger(TargetLane.class);
    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final int CONFLICT_ATTEMPTS = 20;

    private final SqlConnection connection;
    private final LaneFence fence;
    private final SyncProgress progress;
    private final long epoch;
    private final Meter meter;
    private final Retry conflicts;
    private final Answers answers;
    private final Map<String, Long> missed = new HashMap<>();
    private boolean open;

    TargetLane(
            Vertx vertx,
            SqlConnection connection,
            Answers answers,
            LaneFence fence,
            SyncProgress progress,
            long epoch,
            Meter meter) {
        this.connection = connection;
        this.fence = fence;
        this.progress = progress;
        this.epoch = epoch;
        this.meter = meter;
        this.answers = answers;
        this.conflicts = new Retry(vertx, CONFLICT_ATTEMPTS, Duration.ofMillis(20), Duration.ofSeconds(2));
    }

    @Override
    public Future<Void> commit(Group group) {
        List<String> records = List.of(progress.moveTo(group.end(), epoch));
        return repeated(() -> transaction(group.statements(), records))
                .recover(failure -> RowFailure.isOfRow(failure)
                        ? oneByOne(group.oneByOne().get(), records)
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Void> send(List<RowStatement> part) {
        List<Future<?>> sent = new ArrayList<>();
        if (!open) {
            open = true;
            sent.add(fence.check(connection));
        }
        Packet.of(part).forEach(packet -> sent.add(run(packet)));
        return settled(sent);
    }

    @Override
    public Future<Void> finish(Position end) {
        open = false;
        return settled(List.of(query(progress.moveTo(end, epoch)))).compose(recorded -> commit());
    }

    @Override
    public Future<Void> record(List<String> statements) {
        return repeated(() -> transaction(List.of(), statements));
    }

    @Override
    public Future<Void> moveTo(Position position) {
        return record(List.of(progress.moveTo(position, epoch)));
    }

    @Override
    public Future<Void> close() {
        return connection.close();
    }

    private Future<Void> repeated(Supplier<Future<Void>> transaction) {
        return conflicts.run(transaction, RowFailure::isConflict);
    }

    private Future<Void> transaction(List<RowStatement> statements, List<String> records) {
        List<Future<?>> sent = new ArrayList<>(statements.size() + records.size() + 1);
        sent.add(fence.check(connection));
        Packet.of(statements).forEach(packet -> sent.add(run(packet)));
        records.forEach(record -> sent.add(query(record)));
        return settled(sent).compose(applied -> commit()).recover(this::rollBack);
    }

    /** Waits for each row's statement before the next, so that the first one at fault is the one that is named. */
    private Future<Void> oneByOne(List<RowStatement> statements, List<String> records) {
        log.warn("a group of {} row statements failed; repeating it row by row", statements.size());
        Future<?> last = fence.check(connection);
        for (RowStatement statement : statements) {
            last = last.compose(done -> run(new Packet(List.of(statement))));
        }
        for (String record : records) {
            last = last.compose(done -> query(record));
        }
        return answers.to(last.<Void>mapEmpty(), BOUND)
                .compose(applied -> commit())
                .recover(this::rollBack);
    }

    private Future<Void> run(Packet packet) {
        return connection
                .query(packet.sql())
                .execute()
                .recover(failure -> Future.failedFuture(
                        RowFailure.of(failure, packet.statements().get(0))))
                .map(rows -> {
                    checkCounts(packet, rows);
                    return null;
                });
    }

    /** One answer a statement, in order. */
    private void checkCounts(Packet packet, RowSet<Row> first) {
        RowSet<Row> answer = first;
        for (RowStatement statement : packet.statements()) {
            checkCount(statement, answer.rowCount());
            answer = answer.next();
        }
    }

    private void checkCount(RowStatement statement, int affected) {
        if (!statement.isMiss(affected)) {
            return;
        }
        if (statement.track().policy() == MissPolicy.FAIL) {
            throw new DmException(
                    SyncError.ROW_MISSING, statement.what() + " found " + affected + " row(s) on the target");
        }
        missed.merge(statement.track().id().toString(), (long) statement.expected() - affected, Long::sum);
    }

    private Future<Void> query(String sql) {
        return connection
                .query(sql)
                .execute()
                .recover(failure -> Future.failedFuture(SqlFailures.coded(
                        failure, ErrorScope.DOWNSTREAM, "writing the task's progress to the target failed")))
                .mapEmpty();
    }

    /** Completes when all have, with the failure of the first that failed. */
    private Future<Void> settled(List<Future<?>> sent) {
        Future<Void> all = Future.join(sent).mapEmpty();
        return answers.to(
                all.recover(any -> Future.failedFuture(sent.stream()
                        .filter(Future::failed)
                        .findFirst()
                        .map(Future::cause)
                        .orElse(any))),
                BOUND);
    }

    private Future<Void> commit() {
        return answers.to(query("COMMIT"), BOUND).onSuccess(committed -> {
            missed.forEach(meter::missed);
            missed.clear();
        });
    }

    private Future<Void> rollBack(Throwable failure) {
        missed.clear();
        return answers.to(query("ROLLBACK"), BOUND).transform(any -> Future.failedFuture(failure));
    }
}
