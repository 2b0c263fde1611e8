package io.dm4j.verticles;

import io.dm4j.config.ConfigError;
import io.dm4j.error.DmException;
import io.dm4j.load.LoadUnit;
import io.dm4j.sync.SyncUnit;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitType;

/** The units that a worker runs. */
final class Units {
    private Units() {}

    static Unit make(UnitType type, UnitSetup setup) {
        return switch (type) {
            case LOAD -> new LoadUnit(setup);
            case SYNC -> new SyncUnit(setup);
            case CHECK ->
                throw new DmException(ConfigError.NOT_SUPPORTED, "unit " + type + " is not supported yet")
                        .withWorkaround("");
        };
    }
}
