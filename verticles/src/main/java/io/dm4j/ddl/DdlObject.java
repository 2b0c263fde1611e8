package io.dm4j.ddl;

import io.dm4j.row.TableId;

/** A table, or a schema (its tables' names empty), under its name on both sides. */
public record DdlObject(TableId source, TableId target) {

    static DdlObject schema(String source, String target) {
        return new DdlObject(new TableId(source, ""), new TableId(target, ""));
    }

    public boolean isSchema() {
        return source.table().isEmpty();
    }
}
