package io.dm4j.load;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Lets one at a time do what needs much memory. Confined to one context. */
final class Turn {
    private Future<Void> last = Future.succeededFuture();

    /** Starts the work when all before it have ended, well or not. */
    Future<Void> take(Supplier<Future<Void>> work) {
        Future<Void> mine = last.otherwiseEmpty().compose(before -> work.get());
        last = mine;
        return mine;
    }
}
