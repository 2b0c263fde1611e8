package io.dm4j.master;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the databases of sources and tasks what is there. Each call is bounded in time and fails with a coded DmException. */
public interface TableLookup {

    /** Every schema that the source's account may see. */
    Future<List<String>> schemas(SourceConfig source);

    /** Base tables of one schema; fails if there is no such schema. */
    Future<List<String>> tables(SourceConfig source, String schema);

    /** Base tables of all but the system schemas. */
    Future<List<TableId>> tables(SourceConfig source);

    /** The definitions that a task keeps for a source on its target; none before it has begun. */
    Future<Map<TableId, TableSchema>> kept(TaskConfig task, String source);

    /** The definition that a table of the source has now; empty if there is none. */
    Future<Optional<TableSchema>> definition(SourceConfig source, TableId table);

    /** The definition that a table of the task's target has now; empty if there is none. */
    Future<Optional<TableSchema>> definition(TaskConfig task, TableId table);
}
