package io.dm4j.position;

import io.dm4j.config.Flavor;

/**
 * The transactions of a stream up to some point, exact, holes included. Immutable. {@link #toString()} is the server's
 * own form and can be parsed again.
 */
public sealed interface GtidSet permits NoGtids, MysqlGtidSet, MariadbGtidSet {

    /**
     * Reads a server's own form. With {@link Flavor#DETECT} the text decides, and an empty text is {@link NoGtids}; with
     * a named flavor an empty text is that flavor's empty set.
     *
     * @throws IllegalArgumentException if the text is not a GTID set of that flavor; the message names the part
     */
    static GtidSet parse(Flavor flavor, String text) {
        return switch (flavor) {
            case MYSQL -> MysqlGtidSet.parse(text);
            case MARIADB -> MariadbGtidSet.parse(text);
            case DETECT -> detect(text);
        };
    }

    private static GtidSet detect(String text) {
        if (text.isBlank()) {
            return NoGtids.NONE;
        }
        return text.indexOf(':') >= 0 ? MysqlGtidSet.parse(text) : MariadbGtidSet.parse(text);
    }

    boolean isEmpty();

    /** True if every transaction of {@code other} is in this set. */
    boolean contains(GtidSet other);

    /** This set and one more transaction, named in the server's form ({@code uuid:7}, {@code 0-5-14}). */
    GtidSet plus(String gtid);
}
