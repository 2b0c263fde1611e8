package io.dm4j.worker;

import io.dm4j.config.Address;
import java.time.Duration;
import java.util.UUID;

/**
 * Who this worker is to its masters.
 *
 * @param address where masters reach it
 * @param instance one life of the process
 * @param maxSources 0 = no limit
 * @param ttl the lease it asks for
 */
public record Identity(String name, Address address, String instance, int maxSources, Duration ttl) {

    public static Identity newLife(String name, Address address, int maxSources, Duration ttl) {
        return new Identity(name, address, UUID.randomUUID().toString(), maxSources, ttl);
    }

    /** For people who read the fence on the target. */
    public String owner() {
        return name + "/" + instance;
    }
}
