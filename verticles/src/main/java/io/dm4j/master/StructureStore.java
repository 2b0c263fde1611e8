package io.dm4j.master;

import io.dm4j.config.TaskConfig;
import io.dm4j.ddl.GivenTable;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;

/**
 * Changes the structures that a task keeps on its target. Each call is bounded in time and fails with a coded DmException;
 * then nothing is changed, unless it failed because of the time.
 */
public interface StructureStore {

    /** The definition that the task's target makes of an operator's statement, under the name of {@code table}. */
    Future<TableSchema> read(TaskConfig task, GivenTable given, TableId table);

    /**
     * Rows of the source are read by this definition from now on; refused while one of its units may be at work.
     *
     * @param epoch of the newest binding of the source that is known
     */
    Future<Void> keep(TaskConfig task, String source, TableSchema definition, long epoch);

    /** The definition is asked for at the table's next row; otherwise as {@link #keep}. */
    Future<Void> forget(TaskConfig task, String source, TableId table, long epoch);
}
