package io.dm4j.store;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import java.util.Optional;

/** Which master leads, as this one knows, for all who send others to it. Asked on the master's context, each time anew. */
public interface Leadership {

    /** Grows with each change of leader; goes with all that a worker is told. */
    long term();

    /** While it is not, workers and operators that come here are sent to {@link #leader()}. */
    boolean isOurs();

    /** Where workers, operators and masters reach the leader; empty while there is none. */
    Optional<Address> leader();

    /** Why this master is of no use to the others, if it is not; the way out stands in it. */
    default Optional<DmException> trouble() {
        return Optional.empty();
    }
}
