package io.dm4j.session;

import java.time.Duration;

/** The master takes the worker in, for {@code ttl} after each beat. */
public record Welcome(long session, Duration ttl, String clusterId) {}
