package io.dm4j.load;

import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.SqlFailures;
import io.dm4j.progress.Fence;
import io.dm4j.progress.LoadChunk;
import io.dm4j.progress.LoadProgress;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** A pair of sessions, one in the snapshot and one on the target, that copies one chunk at a time. */
final class Copier {
    private static final int ATTEMPTS = 3;
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int NO_OPEN_CURSOR = 1421;

    private final SqlConnection snapshot;
    private final SqlConnection target;
    private final Fence fence;
    private final String slot;
    private final LoadProgress progress;
    private final LoadMeter meter;
    private final Turn largeRows;
    private final long rowsPerCommit;

    Copier(
            SqlConnection snapshot,
            SqlConnection target,
            Fence fence,
            String slot,
            LoadProgress progress,
            LoadMeter meter,
            Turn largeRows,
            long rowsPerCommit) {
        this.snapshot = snapshot;
        this.target = target;
        this.fence = fence;
        this.slot = slot;
        this.progress = progress;
        this.meter = meter;
        this.largeRows = largeRows;
        this.rowsPerCommit = rowsPerCommit;
    }

    SqlConnection snapshot() {
        return snapshot;
    }

    SqlConnection target() {
        return target;
    }

    /** Copies the chunk and, with the table's last one, closes the table's record. */
    Future<Void> copy(TableCopy table, LoadChunk chunk) {
        return attempt(table, chunk, 1)
                .compose(copied -> table.finished() ? tableDone(table) : Future.succeededFuture());
    }

    private Future<Void> tableDone(TableCopy table) {
        return progress.tableDone(target, table.id()).onSuccess(done -> meter.done(table.id()));
    }

    /** A stream has committed rows before it fails, so only whole chunks are tried again. */
    private Future<Void> attempt(TableCopy table, LoadChunk chunk, int attempt) {
        return inSnapshot(table, chunk)
                .recover(failure -> truth(table, failure))
                .recover(failure -> attempt < ATTEMPTS && !table.isStream() && passes(failure)
                        ? attempt(table, chunk, attempt + 1)
                        : Future.failedFuture(CopyFailure.of(failure, table, chunk)));
    }

    /** The client takes an error that comes while a cursor opens for an open one; the next read tells what it was. */
    private Future<Void> truth(TableCopy table, Throwable failure) {
        return SqlFailures.is(failure, NO_OPEN_CURSOR)
                ? Snapshot.run(snapshot, "SELECT 1 FROM " + Identifiers.quote(table.id()) + " LIMIT 1")
                        .compose(readable -> Future.failedFuture(failure))
                : Future.failedFuture(failure);
    }

    private static boolean passes(Throwable failure) {
        return SqlFailures.is(failure, DEADLOCK) || SqlFailures.is(failure, LOCK_WAIT_TIMEOUT);
    }

    /** The savepoint's end frees the table's metadata lock: an ALTER upstream waits for a chunk, not for the copy. */
    private Future<Void> inSnapshot(TableCopy table, LoadChunk chunk) {
        return Snapshot.run(snapshot, "SAVEPOINT dm4j_chunk")
                .compose(set -> FetchSize.of(snapshot, table, chunk))
                .compose(fetch -> fetch.rows() == 1
                        ? largeRows.take(() -> written(table, chunk, fetch))
                        : written(table, chunk, fetch))
                .compose(done -> Snapshot.run(snapshot, "ROLLBACK TO SAVEPOINT dm4j_chunk"));
    }

    private Future<Void> written(TableCopy table, LoadChunk chunk, FetchSize fetch) {
        RowPump pump = new RowPump(table, target, fetch, rowsPerCommit, this::nextTransaction);
        return begin().compose(checked -> snapshot.prepare(table.rows(chunk)))
                .compose(statement ->
                        pump.run(statement.cursor(), counted(table)).compose(end -> statement.close()))
                .compose(end -> target.query(progress.chunkDone(table.id(), chunk, pump.rows(), pump.bytes()))
                        .execute())
                .compose(recorded -> Snapshot.run(target, "COMMIT"))
                .recover(failure -> undo(table, pump).transform(undone -> Future.failedFuture(failure)));
    }

    private RowPump.Count counted(TableCopy table) {
        return (rows, bytes) -> meter.copied(table.id(), rows, bytes);
    }

    private Future<Void> begin() {
        return Snapshot.run(target, "START TRANSACTION").compose(begun -> fence.check(target, slot));
    }

    private Future<Void> nextTransaction() {
        return Snapshot.run(target, "COMMIT").compose(committed -> begin());
    }

    private Future<Void> undo(TableCopy table, RowPump pump) {
        meter.undone(table.id(), pump.rows(), pump.bytes());
        return Snapshot.run(target, "ROLLBACK");
    }
}
