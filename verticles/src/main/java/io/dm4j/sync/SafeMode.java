package io.dm4j.sync;

import io.dm4j.position.BinlogPosition;
import java.util.Optional;

/**
 * Where changes may be on the target already, so that each is applied as if it were.
 *
 * @param always whatever the place
 * @param upTo and else up to the end of this place
 */
record SafeMode(boolean always, Optional<BinlogPosition> upTo) {

    /** For a transaction by its end. */
    boolean covers(BinlogPosition end) {
        return always || upTo.filter(place -> end.compareTo(place) <= 0).isPresent();
    }
}
