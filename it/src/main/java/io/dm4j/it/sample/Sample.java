package io.dm4j.it.sample;

import io.dm4j.it.server.Database;
import io.dm4j.it.server.SqlSession;
import java.util.List;

/**
 * The sample in one schema of one server.
 *
 * @param rows about how many in all; how they are spread over the tables is fixed
 * @param seed equal seeds give equal rows
 */
public record Sample(Database server, String schema, long rows, long seed) {
    private static final int ROWS_A_STATEMENT = 500;

    /** Creates the schema and its empty tables. */
    public void create() {
        try (SqlSession session = server.session()) {
            session.execute("CREATE DATABASE " + schema + " DEFAULT CHARACTER SET utf8mb4", "USE " + schema);
            SampleTables.ALL.forEach(table -> session.execute(table.create()));
        }
    }

    /** Fills the empty tables, two at a time. */
    public void fill() {
        // Sorted by size, so that the two biggest do not come last.
        List<SampleTable> bySize = SampleTables.ALL.stream()
                .sorted((a, b) -> Integer.compare(b.share(), a.share()))
                .toList();
        bySize.parallelStream().forEach(this::fill);
    }

    public List<String> tables() {
        return SampleTables.ALL.stream().map(SampleTable::name).toList();
    }

    /** The rows that {@link #fill} wrote, in all tables. */
    public long rowCount() {
        return SampleTables.ALL.stream()
                .mapToLong(table -> table.rowCount(rows))
                .sum();
    }

    private void fill(SampleTable table) {
        try (SqlSession session = server.session()) {
            session.execute("USE " + schema);
            long count = table.rowCount(rows);
            for (long first = 0; first < count; first += ROWS_A_STATEMENT) {
                session.execute(insert(table, first, Math.min(count, first + ROWS_A_STATEMENT)));
            }
        }
    }

    private String insert(SampleTable table, long first, long end) {
        StringBuilder sql = new StringBuilder(table.insert());
        for (long n = first; n < end; n++) {
            sql.append(n == first ? "" : ",").append(table.row(n, seed));
        }
        return sql.toString();
    }
}
