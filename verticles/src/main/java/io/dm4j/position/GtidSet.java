package io.dm4j.position;

/**
 * The transactions of a stream up to some point, exact, holes included. Immutable. {@link #toString()} is the server's
 * own form and can be parsed again.
 */
public sealed interface GtidSet permits NoGtids {

    boolean isEmpty();

    /** True if every transaction of {@code other} is in this set. */
    boolean contains(GtidSet other);

    /** This set and one more transaction, named in the server's form ({@code uuid:7}, {@code 0-5-14}). */
    GtidSet plus(String gtid);
}
