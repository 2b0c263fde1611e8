package io.dm4j.ddl;

import java.util.List;

/**
 * What following a statement means.
 *
 * @param steps in order; empty = the statement is skipped
 * @param what the statement is, in a few words without values
 */
public record DdlPlan(List<DdlStep> steps, String what) {
    public DdlPlan {
        steps = List.copyOf(steps);
    }

    public boolean isSkipped() {
        return steps.isEmpty();
    }
}
