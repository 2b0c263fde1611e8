package io.dm4j.master;

import io.dm4j.config.Address;
import java.util.Optional;

/** Which master leads, as this one knows. Asked on the master's context, each time anew. */
public interface Leadership {

    /** Grows with each change of leader; goes with all that a worker is told. */
    long term();

    /** While it is not, workers that come here are sent to {@link #leader()}. */
    boolean isOurs();

    /** Where workers reach the leader; empty while there is none. */
    Optional<Address> leader();
}
