package io.dm4j.row;

/** A table's full name, as the server spells it. */
public record TableId(String schema, String table) implements Comparable<TableId> {

    @Override
    public int compareTo(TableId other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : table.compareTo(other.table);
    }

    /** For messages and DM's lock ids; SQL is written by the mysql package. */
    @Override
    public String toString() {
        return "`" + schema + "`.`" + table + "`";
    }
}
