package io.dm4j.ddl;

import io.dm4j.config.FilterEvent;
import io.dm4j.row.TableId;
import java.util.List;
import java.util.Optional;

/** What a statement's names become on the target; empty = not replicated. */
public interface TargetNames {

    Optional<TableId> table(TableId source);

    Optional<String> schema(String source);

    /** Tables of other source schemas may live in this one's target. */
    boolean sharesTarget(String source);

    /**
     * True if the statement, or this part of it, is left out for the table.
     *
     * @param source with an empty table for a schema
     * @param what the part is, the most telling first; empty if that has no name
     * @param sql the whole statement
     */
    default boolean ignores(TableId source, List<FilterEvent> what, String sql) {
        return false;
    }
}
