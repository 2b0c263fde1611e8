package io.dm4j.row;

import java.util.List;
import java.util.Optional;

/**
 * A table's definition as far as moving rows needs it.
 *
 * @param columns in the table's order, generated and invisible ones included, as in a full row image
 * @param uniqueKeys primary first
 */
public record TableSchema(TableId id, List<Column> columns, List<Key> uniqueKeys) {
    public TableSchema {
        columns = List.copyOf(columns);
        uniqueKeys = List.copyOf(uniqueKeys);
    }

    /** The key that names a row: the primary one, else the first unique key whose columns are all NOT NULL. */
    public Optional<Key> rowKey() {
        return uniqueKeys.stream().filter(Key::notNull).findFirst();
    }

    /** Position of a column in {@link #columns()}. */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no column " + column + " in " + id);
    }

    /** The same definition under a routed name. */
    public TableSchema as(TableId other) {
        return new TableSchema(other, columns, uniqueKeys);
    }
}
