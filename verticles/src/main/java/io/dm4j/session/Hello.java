package io.dm4j.session;

import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import java.time.Duration;

/**
 * A worker presents itself.
 *
 * @param address where the worker's own port is
 * @param instance one life of the process
 * @param session 0 = a new one
 * @param revision of the last desired state it has; 0 = none
 * @param maxSources 0 = no limit
 * @param ttl the lease it asks for
 * @param labels what it is, for sources that want it
 */
public record Hello(
        String name,
        Address address,
        String instance,
        long session,
        long revision,
        int maxSources,
        Duration ttl,
        Labels labels) {}
