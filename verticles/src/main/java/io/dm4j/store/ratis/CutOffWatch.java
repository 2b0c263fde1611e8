package io.dm4j.store.ratis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Has a leader that is cut off step back. Ratis looks by itself whether it hears most of the others, but only in a second without any
 * event: never, while it is written to.
 */
final class CutOffWatch {
    private static final Logger LOG = LogManager.getLogger(CutOffWatch.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Vertx vertx;
    private final String self;
    private final BooleanSupplier cutOff;
    private final Supplier<Future<Void>> stepBack;
    private final AtomicBoolean steppingBack = new AtomicBoolean();
    private final long timer;

    private CutOffWatch(Vertx vertx, String self, BooleanSupplier cutOff, Supplier<Future<Void>> stepBack) {
        this.vertx = vertx;
        this.self = self;
        this.cutOff = cutOff;
        this.stepBack = stepBack;
        this.timer = vertx.setPeriodic(LOOK.toMillis(), look -> look());
    }

    /**
     * Looks twice a second until it is ended.
     *
     * @param cutOff true of one that leads and hears too few
     */
    static CutOffWatch begin(Vertx vertx, String self, BooleanSupplier cutOff, Supplier<Future<Void>> stepBack) {
        return new CutOffWatch(vertx, self, cutOff, stepBack);
    }

    private void look() {
        if (!cutOff.getAsBoolean() || !steppingBack.compareAndSet(false, true)) {
            return;
        }
        LOG.warn(
                "master {} has not heard most of the other masters for {} s and steps back",
                self,
                Hearing.SILENT.toSeconds());
        stepBack.get().onComplete(done -> {
            steppingBack.set(false);
            if (done.failed() && cutOff.getAsBoolean()) {
                LOG.warn("master {} could not step back: {}", self, done.cause().getMessage());
            }
        });
    }

    void end() {
        vertx.cancelTimer(timer);
    }
}
