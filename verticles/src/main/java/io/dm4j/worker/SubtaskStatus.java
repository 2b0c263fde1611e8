package io.dm4j.worker;

import io.dm4j.session.Failure;
import io.dm4j.unit.Stage;
import io.dm4j.unit.UnitStatus;
import io.dm4j.unit.UnitType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subtask as an operator sees it.
 *
 * @param unit the unit that runs or ran last; empty before the first
 * @param failures why it is paused, empty if the operator did it
 * @param cancelled the operator paused it, so it does not resume by itself
 * @param exits how often a unit has ended with an error, since the worker began with the subtask
 * @param warnings what is weaker than it could be about its connections, one line each
 */
public record SubtaskStatus(
        String task,
        String source,
        Stage stage,
        Optional<UnitType> unit,
        List<Failure> failures,
        boolean cancelled,
        Optional<UnitStatus> detail,
        Map<UnitExit, Long> exits,
        List<String> warnings) {

    public SubtaskStatus {
        failures = List.copyOf(failures);
        exits = Map.copyOf(exits);
        warnings = List.copyOf(warnings);
    }
}
