package io.dm4j.load;

import io.dm4j.progress.LoadChunk;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * How many rows a cursor may bring at once, so that memory stays bounded whatever the rows weigh.
 *
 * @param rows 1 = they are so large that they are handled one by one
 */
record FetchSize(int rows) {
    /** About a statement of 1 MB for usual rows. */
    private static final int MOST = 1000;

    private static final long BYTES = 4 << 20;

    /** Asks for the largest row where a column can hold more than fits this bound. */
    static Future<FetchSize> of(SqlConnection snapshot, TableCopy table, LoadChunk chunk) {
        Optional<String> question = table.largestRow(chunk);
        return question.isEmpty()
                ? Future.succeededFuture(new FetchSize(MOST))
                : snapshot.query(question.get()).execute().map(FetchSize::of);
    }

    private static FetchSize of(RowSet<Row> answer) {
        Row row = answer.iterator().next();
        long largest =
                row.getValue(0) == null ? 1 : Math.max(1, row.getNumeric(0).longValue());
        return new FetchSize((int) Math.max(1, Math.min(MOST, BYTES / largest)));
    }
}
