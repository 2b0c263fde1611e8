package io.dm4j.it.sample;

import io.dm4j.it.server.Database;
import io.dm4j.it.server.SqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether two servers hold the same rows, by a query of its own on each side that adds up a checksum of every row: rows
 * that are there twice count twice. Values are brought to one text that MySQL and MariaDB write alike.
 */
public final class Comparison {
    private static final int SHOWN = 5;

    private final Database source;
    private final Database target;

    public Comparison(Database source, Database target) {
        this.source = source;
        this.target = target;
    }

    /** All tables of a schema with those of the schema they were routed to; a table that only one side has differs. */
    public List<Outcome> schemas(String sourceSchema, String targetSchema) {
        TreeMap<String, Boolean> names = new TreeMap<>();
        tables(source, sourceSchema).forEach(name -> names.put(name, true));
        tables(target, targetSchema).forEach(name -> names.put(name, true));
        return names.keySet().stream()
                .map(name -> table(sourceSchema, name, targetSchema, name))
                .toList();
    }

    /** One table with another. */
    public Outcome table(String sourceSchema, String sourceTable, String targetSchema, String targetTable) {
        try (SqlSession left = source.session();
                SqlSession right = target.session()) {
            List<ComparedColumn> leftColumns = ComparedColumn.read(left, sourceSchema, sourceTable);
            List<ComparedColumn> rightColumns = ComparedColumn.read(right, targetSchema, targetTable);
            Optional<String> difference = definitions(leftColumns, rightColumns);
            if (difference.isPresent()) {
                return new Outcome(sourceTable, 0, Optional.of(difference.get()));
            }
            TableDigest digest = TableDigest.of(leftColumns, rightColumns);
            TableDigest.Side of = digest.of(left, sourceSchema, sourceTable, leftColumns);
            TableDigest.Side to = digest.of(right, targetSchema, targetTable, rightColumns);
            return new Outcome(
                    sourceTable,
                    of.rows(),
                    of.equals(to)
                            ? Optional.empty()
                            : Optional.of(difference(
                                    of,
                                    to,
                                    digest.rows(left, sourceSchema, sourceTable, leftColumns),
                                    digest.rows(right, targetSchema, targetTable, rightColumns))));
        }
    }

    private static List<String> tables(Database server, String schema) {
        return server
                .query(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE' AND TABLE_SCHEMA = '"
                                + schema + "'")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    private static Optional<String> definitions(List<ComparedColumn> left, List<ComparedColumn> right) {
        List<String> ofLeft = left.stream().map(ComparedColumn::name).toList();
        List<String> ofRight = right.stream().map(ComparedColumn::name).toList();
        return ofLeft.equals(ofRight)
                ? Optional.empty()
                : Optional.of("columns of the source " + ofLeft + ", of the target " + ofRight);
    }

    private static String difference(
            TableDigest.Side of, TableDigest.Side to, Map<String, Integer> ofRows, Map<String, Integer> toRows) {
        List<String> shown = new ArrayList<>();
        TreeMap<String, Integer> balance = new TreeMap<>(ofRows);
        toRows.forEach((row, count) -> balance.merge(row, -count, Integer::sum));
        balance.forEach((row, count) -> {
            if (count != 0 && shown.size() < SHOWN) {
                shown.add((count > 0 ? "only at the source: " : "only at the target: ") + row);
            }
        });
        return of.rows() + " rows at the source, " + to.rows() + " at the target; " + String.join("; ", shown);
    }

    /**
     * What comparing one table gave.
     *
     * @param rows at the source
     * @param difference the first rows that only one side has, by key; empty if there is none
     */
    public record Outcome(String table, long rows, Optional<String> difference) {
        public boolean equal() {
            return difference.isEmpty();
        }
    }
}
