package io.dm4j.unit;

import io.dm4j.config.DatabaseConfig;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.tls.TlsInventory;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All a unit is told.
 *
 * @param subtask as it is on the source, {@link SubtaskConfig#on}
 * @param upstream how to get into the source's server now: may change while the unit runs, for the connections to come; any thread
 * @param target the same for the target
 * @param clusterId whose progress it may use
 * @param epoch of the binding of this source to this worker; written to the target's fence
 * @param owner the worker's name and instance, for people who read the fence
 * @param inventory where the TLS files in use are listed
 * @param timedStart a time to begin to follow at, if that has not been done yet
 * @param handlings what operators want done with single statements; those of places behind the watermark are over
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
        Optional<TimedStart> timedStart,
        List<Handling> handlings) {

    public UnitSetup {
        handlings = List.copyOf(handlings);
    }

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
                Optional.empty(),
                List.of());
    }

    /** The same with other wishes of these kinds. */
    public UnitSetup with(Optional<TimedStart> time, List<Handling> statements) {
        return new UnitSetup(
                vertx, source, subtask, upstream, target, clusterId, epoch, owner, inventory, time, statements);
    }
}
