package io.dm4j.mysql;

import io.dm4j.tls.TlsInventory;
import io.dm4j.tls.TlsStore;
import io.dm4j.unit.UnitSetup;

/**
 * Under which name a database's TLS files are listed, and where. Any thread.
 *
 * @param use in the words of an operator, such as {@code from mysql-01 (task shop)}
 */
public record TlsListing(TlsInventory inventory, String use) {
    /** Of the source's server. */
    public static TlsListing upstream(UnitSetup setup) {
        return new TlsListing(
                setup.inventory(),
                "from " + setup.source().sourceId() + " (task "
                        + setup.subtask().task() + ")");
    }

    /** Of the target's server. */
    public static TlsListing target(UnitSetup setup) {
        return new TlsListing(
                setup.inventory(),
                "target of " + setup.subtask().task() + " (source "
                        + setup.source().sourceId() + ")");
    }

    void add(TlsStore store) {
        inventory.add(use, store);
    }

    void remove(TlsStore store) {
        inventory.remove(store);
    }
}
