package io.dm4j.unit;

import io.vertx.core.Future;

/**
 * A stage of a subtask's work. All methods are called on the context the unit was made on, and its futures complete there.
 * A unit object runs once; a resume makes a new one, which finds its place from the progress on the target.
 */
public interface Unit {

    UnitType type();

    /**
     * Starts the work and completes when it has ended: done, stopped, or failed. The future itself does not fail. All
     * connections and threads of the unit are closed when it completes.
     */
    Future<UnitResult> run();

    /**
     * Asks the unit to end at the next point where its progress is whole; {@link #run()} then completes with {@code
     * Stopped}. Completes with it; bounded by {@code UnitTimes.STOP}, after which work in flight is given up (its target
     * transaction rolls back). Harmless if repeated or if the unit never ran.
     */
    Future<Void> stop();

    /** What the unit is doing now, cheap enough to ask every second. */
    UnitStatus status();
}
