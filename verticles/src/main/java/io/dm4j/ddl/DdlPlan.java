package io.dm4j.ddl;

import io.dm4j.row.TableId;
import java.util.List;

/**
 * What following a statement means.
 *
 * @param steps in order; empty = the statement is skipped
 * @param leftOut tables, by their upstream names, for which an event filter leaves the statement out
 * @param what the statement is, in a few words without values
 */
public record DdlPlan(List<DdlStep> steps, List<TableId> leftOut, String what) {
    public DdlPlan {
        steps = List.copyOf(steps);
        leftOut = List.copyOf(leftOut);
    }

    public boolean isSkipped() {
        return steps.isEmpty();
    }
}
