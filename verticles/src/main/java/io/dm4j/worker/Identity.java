package io.dm4j.worker;

import io.dm4j.config.Address;
import java.time.Duration;

/**
 * How this worker presents itself to its masters.
 *
 * @param address where masters reach it
 * @param maxSources 0 = no limit
 * @param ttl the lease it asks for
 */
public record Identity(Address address, int maxSources, Duration ttl) {}
