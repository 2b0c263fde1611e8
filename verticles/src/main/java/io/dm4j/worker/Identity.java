package io.dm4j.worker;

import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import java.time.Duration;

/**
 * How this worker presents itself to its masters.
 *
 * @param address where masters reach it
 * @param maxSources 0 = no limit
 * @param ttl the lease it asks for
 * @param labels what it is, for sources that want it
 */
public record Identity(Address address, int maxSources, Duration ttl, Labels labels) {}
