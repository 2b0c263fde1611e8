package io.dm4j.unit;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.SubtaskConfig;
import io.vertx.core.Vertx;

/**
 * All a unit is told.
 *
 * @param clusterId whose progress it may use
 * @param epoch of the binding of this source to this worker; written to the target's fence
 * @param owner the worker's name and instance, for people who read the fence
 */
public record UnitSetup(
        Vertx vertx, SourceConfig source, SubtaskConfig subtask, String clusterId, long epoch, String owner) {}
