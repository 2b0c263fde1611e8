package io.dm4j.check;

import io.dm4j.config.SubtaskConfig;
import io.dm4j.mysql.ServerVersion;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an upstream says of itself, as far as a task on it is concerned.
 *
 * @param where address and source
 * @param variables global variables by name
 * @param tables that take part
 * @param keyed tables with a key that names a row
 * @param doDb schemas the binlog is limited to, empty = all
 * @param ignoreDb schemas the binlog leaves out
 */
record UpstreamFacts(
        String where,
        SubtaskConfig subtask,
        ServerVersion version,
        Map<String, String> variables,
        Grants grants,
        List<TableId> tables,
        Set<TableId> keyed,
        List<ForeignKey> foreignKeys,
        Set<String> doDb,
        Set<String> ignoreDb) {

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }
}
