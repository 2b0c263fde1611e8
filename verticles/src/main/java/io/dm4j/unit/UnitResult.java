package io.dm4j.unit;

import io.dm4j.error.DmException;

/** How a unit ended. */
public sealed interface UnitResult {

    /** All its work is done. */
    record Finished() implements UnitResult {}

    /** It was asked to stop; its progress is whole. */
    record Stopped() implements UnitResult {}

    /**
     * It cannot go on.
     *
     * @param healable a retry may help (a lost connection, a refused certificate); false = only an operator can
     */
    record Failed(DmException reason, boolean healable) implements UnitResult {}
}
