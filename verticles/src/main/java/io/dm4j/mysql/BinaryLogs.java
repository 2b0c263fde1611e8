package io.dm4j.mysql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What a server says of its binlog files, and of the times in them. */
public final class BinaryLogs {
    /** MySQL writes it right behind the file's first event. */
    private static final String PREVIOUS_GTIDS = "Previous_gtids";

    private BinaryLogs() {}

    /** The files there are, oldest first. */
    public static Future<List<String>> files(SqlConnection connection) {
        return connection.query("SHOW BINARY LOGS").execute().map(rows -> {
            List<String> files = new ArrayList<>();
            rows.forEach(row -> files.add(row.getString(0)));
            return files;
        });
    }

    /** MySQL only: all GTIDs that lie before a file, those without a file included, in the server's form. */
    public static Future<String> gtidsBefore(SqlConnection connection, String file) {
        return connection
                .query("SHOW BINLOG EVENTS IN " + Literals.of(file) + " LIMIT 3")
                .execute()
                .map(rows -> {
                    for (Row row : rows) {
                        if (PREVIOUS_GTIDS.equals(row.getString(2))) {
                            return row.getString(5);
                        }
                    }
                    return "";
                })
                .compose(written -> connection
                        .query("SELECT @@global.gtid_purged")
                        .execute()
                        .map(rows -> written + "," + rows.iterator().next().getString(0)));
    }

    /** Seconds since 1970 of a {@code YYYY-MM-DD hh:mm:ss} of the server's own time zone. */
    public static Future<Long> seconds(SqlConnection connection, String local) {
        return connection
                .preparedQuery("SELECT UNIX_TIMESTAMP(CONVERT_TZ(?, @@global.time_zone, @@session.time_zone))")
                .execute(Tuple.of(local))
                .map(rows -> rows.iterator().next().getNumeric(0).longValue());
    }
}
