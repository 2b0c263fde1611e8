package io.dm4j.unit;

import io.dm4j.config.StartTime;

/**
 * An operator's wish that replication begins at a time, whatever has been reached before. It is carried out once: whoever does it
 * keeps the order beside the progress.
 *
 * @param order tells one wish of a cluster from another
 */
public record TimedStart(StartTime time, long order) {}
