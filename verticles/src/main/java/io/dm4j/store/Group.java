package io.dm4j.store;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Who keeps a store together, who of them leads, and how that is changed. Safe from any thread. */
public interface Group {

    /**
     * A member as this one sees it.
     *
     * @param address where other members reach it
     * @param alive has answered lately; only the leader knows: another one takes all for alive, or, while none leads, itself alone
     * @param mayLead has not been told to leave the lead to others
     */
    record Standing(String name, Address address, boolean leads, boolean alive, boolean mayLead) {}

    /** The group's id, a UUID. */
    String id();

    /** This member's name. */
    String self();

    /** Whether this member leads, and its copy has all that was ever acknowledged. */
    boolean isLed();

    /** Of the last election this member knows of; grows with each. */
    long term();

    /** The leader's name as far as this member knows; empty while there is none. */
    Optional<String> leader();

    /** Why this member is of no use before it is started again: it cannot write; empty while all is well. */
    Optional<DmException> trouble();

    /** Calls back on the caller's context whenever this member begins or ceases to lead: ask then which. */
    void onChange(Runnable handler);

    /**
     * Completes when this member is one of the group, most of which are there, and has all of the store. Waits without end, and says
     * so every now and then; fails when the store is closed.
     */
    Future<Void> joined();

    /** All members, in name order. */
    List<Standing> members();

    /** Only at the leader: one more member, which listens by now; completes when it has all of the store. */
    Future<Void> admit(Member newcomer);

    /** Only at the leader: one member less. */
    Future<Void> dismiss(String name);

    /** Only at the leader: whether a member may lead from now on. If it leads and may not, another one takes over. */
    Future<Void> mayLead(String name, boolean may);

    /** Of a store that has one keeper, for ever. */
    static Group alone(String id, Member self) {
        return new Alone(id, self);
    }
}
