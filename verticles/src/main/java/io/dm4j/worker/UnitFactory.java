package io.dm4j.worker;

import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitType;

/** Makes the units of a subtask. */
@FunctionalInterface
public interface UnitFactory {

    /** A unit that has not begun; called on the context it will run on. */
    Unit unit(UnitType type, UnitSetup setup);
}
