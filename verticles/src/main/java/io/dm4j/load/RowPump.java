package io.dm4j.load;

import io.dm4j.mysql.RowStatements;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Supplier;

/** Moves the rows of one cursor into the target's open transaction: reads the next batch while one is written. */
final class RowPump {
    /** Characters of a statement; a longer one gains nothing and must fit into max_allowed_packet. */
    private static final int STATEMENT = 1 << 20;

    /** A row of this many bytes goes alone, through a prepared statement, which holds it once and not twice as text. */
    private static final long LARGE_ROW = 256 << 10;

    private final TableCopy table;
    private final SqlConnection target;
    private final FetchSize fetch;
    private final long rowsPerCommit;
    private final Supplier<Future<Void>> nextTransaction;
    private final String head;
    private final String tail;
    private long rows;
    private long bytes;
    private long uncommitted;
    private Future<Void> writing = Future.succeededFuture();

    /** Is told of rows that were written, in a transaction that is still open. */
    interface Count {
        void more(long rows, long bytes);
    }

    /** @param nextTransaction commits and begins again; used for a stream only, every {@code rowsPerCommit} rows */
    RowPump(
            TableCopy table,
            SqlConnection target,
            FetchSize fetch,
            long rowsPerCommit,
            Supplier<Future<Void>> nextTransaction) {
        this.table = table;
        this.target = target;
        this.fetch = fetch;
        this.rowsPerCommit = rowsPerCommit;
        this.nextTransaction = nextTransaction;
        this.head = table.head();
        this.tail = table.tail();
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    Future<Void> run(Cursor cursor, Count count) {
        return Loop.whileTrue(() -> batch(cursor, count))
                .compose(end -> writing)
                .eventually(cursor::close);
    }

    private Future<Boolean> batch(Cursor cursor, Count count) {
        return read(cursor).compose(batch -> writing.map(batch)).map(batch -> {
            writing = write(batch, count);
            return cursor.hasMore();
        });
    }

    /** Large rows are not read ahead. */
    private Future<RowSet<Row>> read(Cursor cursor) {
        return fetch.rows() == 1 ? writing.compose(written -> cursor.read(1)) : cursor.read(fetch.rows());
    }

    private Future<Void> write(RowSet<Row> batch, Count count) {
        long rowsBefore = rows;
        long bytesBefore = bytes;
        StringBuilder sql = new StringBuilder(STATEMENT / 4);
        Future<Void> sent = Future.succeededFuture();
        for (Row row : batch) {
            Object[] values = table.select().values(row);
            long size = SelectList.bytes(values);
            rows++;
            bytes += size;
            if (size >= LARGE_ROW) {
                sent = both(sent, flush(sql), alone(values));
            } else {
                sent = add(sql, values) ? both(sent, flush(sql)) : sent;
            }
        }
        long moreRows = rows - rowsBefore;
        long moreBytes = bytes - bytesBefore;
        return both(sent, flush(sql))
                .onSuccess(written -> count.more(moreRows, moreBytes))
                .compose(written -> commitIfDue(moreRows));
    }

    /** True if the statement is long enough. */
    private boolean add(StringBuilder sql, Object[] values) {
        sql.append(sql.length() == 0 ? head : ",");
        RowStatements.append(sql, table.written(), values);
        return sql.length() >= STATEMENT;
    }

    private Future<Void> flush(StringBuilder sql) {
        if (sql.length() == 0) {
            return Future.succeededFuture();
        }
        String statement = sql.append(tail).toString();
        sql.setLength(0);
        return Snapshot.run(target, statement);
    }

    private Future<Void> alone(Object[] values) {
        return target.preparedQuery(table.prepared())
                .execute(RowStatements.tuple(table.written(), values))
                .mapEmpty();
    }

    private static Future<Void> both(Future<?>... parts) {
        return Future.all(List.of(parts)).mapEmpty();
    }

    private Future<Void> commitIfDue(long moreRows) {
        uncommitted += moreRows;
        if (!table.isStream() || uncommitted < rowsPerCommit) {
            return Future.succeededFuture();
        }
        uncommitted = 0;
        return nextTransaction.get();
    }
}
