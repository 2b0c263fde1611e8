package io.dm4j.worker;

import io.dm4j.config.Address;
import io.dm4j.session.FromMaster;
import io.dm4j.session.FromWorker;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Optional;

/** How a worker gets a line to a master. */
public interface MasterDoor {

    /**
     * Opens a line; everything is told on the caller's context.
     *
     * @param ended called once when the line is over, with the reason if it broke
     */
    Future<Line> open(Address master, FromMaster ears, Handler<Optional<Throwable>> ended);

    /** An open line. */
    interface Line extends FromWorker {

        /** Harmless if it is over. */
        void close();
    }
}
