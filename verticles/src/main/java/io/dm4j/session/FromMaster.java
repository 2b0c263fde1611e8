package io.dm4j.session;

import io.dm4j.config.Address;
import java.util.Optional;

/** All that a master says to a worker. The term grows with each change of leader; a worker ignores a lower one. */
public interface FromMaster {

    void welcome(long term, Welcome welcome);

    /** Answers a beat with the time that stood in it. */
    void beatOk(long term, long sentAtNanos);

    void desired(long term, Desired desired);

    /**
     * This master does not lead.
     *
     * @param leader where the one that does is, empty if there is none
     */
    void notLeader(long term, Optional<Address> leader);

    /** The worker has no session any more, or gets none: it drops all it has. */
    void fenced(long term, String reason);
}
