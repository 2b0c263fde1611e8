package io.dm4j.worker;

import io.dm4j.unit.UnitType;

/**
 * A way in which a unit of a subtask has ended with an error.
 *
 * @param resumable whether the error may go away by itself, so that the subtask is tried again
 */
public record UnitExit(UnitType unit, boolean resumable) {}
