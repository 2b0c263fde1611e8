package io.dm4j.row;

import java.util.List;

/**
 * A unique key.
 *
 * @param columns names, in the key's order
 * @param notNull no column may be NULL: the key names one row
 */
public record Key(String name, List<String> columns, boolean primary, boolean notNull) {
    public Key {
        columns = List.copyOf(columns);
    }
}
