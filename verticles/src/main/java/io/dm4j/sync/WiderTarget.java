package io.dm4j.sync;

import io.dm4j.mysql.Identifiers;
import io.dm4j.mysql.Literals;
import io.dm4j.mysql.RowStatements;
import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts a row where the target has columns that the upstream lacks and that must keep their values. */
final class WiderTarget {
    private WiderTarget() {}

    /** Others that collide go, then the row comes or is changed by its own key. */
    static List<String> put(TableSchema target, Object[] row) {
        List<String> statements = new ArrayList<>();
        Key own = target.rowKey().orElseThrow();
        for (Key key : target.uniqueKeys()) {
            if (key != own && !hasNull(target, key, row)) {
                statements.add("DELETE FROM " + Identifiers.quote(target.id()) + " WHERE " + equals(target, key, row)
                        + " AND NOT (" + equals(target, own, row) + ")");
            }
        }
        statements.add(RowStatements.insert(target, List.<Object[]>of(row)) + " ON DUPLICATE KEY UPDATE "
                + target.columns().stream()
                        .filter(column -> !column.generated())
                        .map(WiderTarget::takeNew)
                        .collect(Collectors.joining(",")));
        return statements;
    }

    private static String takeNew(Column column) {
        String name = Identifiers.quote(column.name());
        return name + "=VALUES(" + name + ")";
    }

    private static boolean hasNull(TableSchema target, Key key, Object[] row) {
        return key.columns().stream().anyMatch(column -> row[target.indexOf(column)] == null);
    }

    private static String equals(TableSchema target, Key key, Object[] row) {
        return key.columns().stream()
                .map(column -> Identifiers.quote(column) + "=" + Literals.of(row[target.indexOf(column)]))
                .collect(Collectors.joining(" AND "));
    }
}
