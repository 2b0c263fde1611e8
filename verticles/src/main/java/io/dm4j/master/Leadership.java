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

    /** Of a master that is alone: it leads for ever. */
    static Leadership alone() {
        return Alone.FIRST_TERM;
    }

    /** The only master there is. */
    enum Alone implements Leadership {
        FIRST_TERM;

        @Override
        public long term() {
            return 1;
        }

        @Override
        public boolean isOurs() {
            return true;
        }

        @Override
        public Optional<Address> leader() {
            return Optional.empty();
        }
    }
}
