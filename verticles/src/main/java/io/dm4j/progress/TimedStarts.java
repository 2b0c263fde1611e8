package io.dm4j.progress;

import io.dm4j.mysql.Literals;
import io.dm4j.position.BinlogPosition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** Which wish to begin at a time was carried out last on a source, so that none is twice. */
public final class TimedStarts {
    private final String table;
    private final String source;

    public TimedStarts(String metaSchema, String task, String source) {
        this.table = MetaTable.quoted(metaSchema, task, "timed_start");
        this.source = source;
    }

    /**
     * The last one.
     *
     * @param order of the wish
     * @param reached where replication had been before: what lies up to there may be on the target already
     */
    public record Done(long order, Optional<BinlogPosition> reached) {}

    public Future<Optional<Done>> read(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT start_order, reached_file, reached_pos FROM " + table + " WHERE source = ?")
                .execute(Tuple.of(source))
                .map(TimedStarts::done);
    }

    /** The statement that records it in place of the one before. */
    public String record(Done done) {
        return "REPLACE INTO " + table + " (source, start_order, reached_file, reached_pos) VALUES ("
                + Literals.of(source) + "," + done.order() + ","
                + Literals.of(done.reached().map(BinlogPosition::file).orElse("")) + ","
                + done.reached().map(BinlogPosition::offset).orElse(0L) + ")";
    }

    private static Optional<Done> done(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row row = rows.iterator().next();
        Optional<BinlogPosition> reached = Optional.of(row.getString(1))
                .filter(file -> !file.isEmpty())
                .map(file -> new BinlogPosition(file, row.getNumeric(2).longValue()));
        return Optional.of(new Done(row.getNumeric(0).longValue(), reached));
    }
}
