package io.dm4j.it.demo;

import io.dm4j.it.cluster.Installation;
import io.dm4j.it.server.DatabaseServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What the records of the full copy say of one table.
 *
 * @param rows that were copied, before changes were followed
 * @param seconds from the task's start to the table's last chunk
 */
record CopiedTable(String name, long rows, double seconds) {
    private static final DateTimeFormatter DONE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    static List<CopiedTable> read(DatabaseServer downstream, String task, Instant start) {
        return downstream
                .query("SELECT src_table, CAST(SUM(row_count) AS CHAR), CAST(MAX(done_at) AS CHAR) FROM "
                        + Installation.META_SCHEMA + "." + task + "_load_chunk GROUP BY src_table")
                .stream()
                .map(row -> new CopiedTable(row.get(0), Long.parseLong(row.get(1)), seconds(start, row.get(2))))
                .toList();
    }

    private static double seconds(Instant start, String done) {
        Instant end = LocalDateTime.parse(done, DONE).toInstant(ZoneOffset.UTC);
        return Duration.between(start, end).toMillis() / 1000.0;
    }
}
