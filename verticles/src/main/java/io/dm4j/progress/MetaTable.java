package io.dm4j.progress;

import io.dm4j.mysql.Identifiers;
import io.dm4j.row.TableId;

/** Names of a task's tables in the meta schema. */
final class MetaTable {
    private MetaTable() {}

    /** Quoted, for SQL. */
    static String quoted(String metaSchema, String task, String suffix) {
        return Identifiers.quote(new TableId(metaSchema, task + "_" + suffix));
    }
}
