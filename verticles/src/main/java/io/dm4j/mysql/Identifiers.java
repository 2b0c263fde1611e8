package io.dm4j.mysql;

import io.dm4j.row.TableId;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names, quoted for SQL. */
public final class Identifiers {
    private Identifiers() {}

    public static String quote(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    public static String quote(TableId table) {
        return quote(table.schema()) + '.' + quote(table.table());
    }

    /** Names with commas between. */
    public static String list(Collection<String> names) {
        return names.stream().map(Identifiers::quote).collect(Collectors.joining(","));
    }
}
