package io.dm4j.unit;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.tls.TlsInventory;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All a unit is told.
 *
 * @param upstream how to get into the source's server now: may change while the unit runs, for the connections to come; any thread
 * @param target the same for the target
 * @param clusterId whose progress it may use
 * @param epoch of the binding of this source to this worker; written to the target's fence
 * @param owner the worker's name and instance, for people who read the fence
 * @param inventory where the TLS files in use are listed
 * @param timedStart a time to begin to follow at, if that has not been done yet
 */
public record UnitSetup(
        Vertx vertx,
        SourceConfig source,
        SubtaskConfig subtask,
        Supplier<DatabaseConfig> upstream,
        Supplier<DatabaseConfig> target,
        String clusterId,
        long epoch,
        String owner,
        TlsInventory inventory,
        Optional<TimedStart> timedStart) {

    /** With servers that are entered the same way for ever, and an inventory of its own. */
    public UnitSetup(
            Vertx vertx, SourceConfig source, SubtaskConfig subtask, String clusterId, long epoch, String owner) {
        this(
                vertx,
                source,
                subtask,
                source::from,
                subtask::target,
                clusterId,
                epoch,
                owner,
                new TlsInventory(),
                Optional.empty());
    }

    /** The same with another wish of this kind. */
    public UnitSetup with(Optional<TimedStart> wish) {
        return new UnitSetup(vertx, source, subtask, upstream, target, clusterId, epoch, owner, inventory, wish);
    }
}
