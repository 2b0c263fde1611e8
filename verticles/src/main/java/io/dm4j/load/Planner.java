package io.dm4j.load;

import io.dm4j.progress.LoadChunk;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** Cuts one table into chunks of about equal numbers of rows, whatever gaps its keys have. Runs once. */
final class Planner {
    private final SqlConnection snapshot;
    private final KeyRange range;
    private final long rows;
    private final List<LoadChunk> chunks = new ArrayList<>();
    private List<String> lower = List.of();

    Planner(SqlConnection snapshot, KeyRange range, long rows) {
        this.snapshot = snapshot;
        this.range = range;
        this.rows = rows;
    }

    Future<List<LoadChunk>> plan() {
        return Loop.whileTrue(this::next).map(end -> chunks);
    }

    private Future<Boolean> next() {
        return snapshot.query(range.boundary(lower, rows)).execute().map(this::cut);
    }

    private boolean cut(RowSet<Row> found) {
        boolean more = found.size() > 0;
        List<String> upper = more ? range.bound(found.iterator().next()) : List.of();
        chunks.add(LoadChunk.open(chunks.size(), lower, upper));
        lower = upper;
        return more;
    }
}
