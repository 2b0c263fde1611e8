package io.dm4j.verticles;

import io.dm4j.config.ConfigError;
import io.dm4j.error.DmException;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitType;

/** The units that a worker runs. */
final class Units {
    private Units() {}

    static Unit make(UnitType type, UnitSetup setup) {
        throw new DmException(ConfigError.NOT_SUPPORTED, "unit " + type + " is not supported yet").withWorkaround("");
    }
}
