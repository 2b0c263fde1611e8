package io.dm4j.worker;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings one named thing in line with the latest wish: a life that cannot serve it is stopped, and has ended, before the next one
 * begins. Confined to the worker's context.
 */
final class Slot<W, L extends Slot.Life<W>> {

    /** Something that serves wishes until it is stopped. */
    interface Life<W> {

        /** False if this wish needs a new life. */
        boolean serves(W wish);

        void wish(W wish);

        /** Completes when all of it has ended; never fails. */
        Future<Void> stop();
    }

    private final Function<W, L> begin;
    private final Runnable changed;
    private Optional<W> wanted = Optional.empty();
    private Optional<L> life = Optional.empty();
    private Future<Void> stopping;

    Slot(Function<W, L> begin, Runnable changed) {
        this.begin = begin;
        this.changed = changed;
    }

    void want(W wish) {
        wanted = Optional.of(wish);
        settle();
    }

    /** Completes when nothing is left. */
    Future<Void> clear() {
        wanted = Optional.empty();
        settle();
        return stopping == null ? Future.succeededFuture() : stopping;
    }

    Optional<L> life() {
        return life;
    }

    /** True if nothing runs here and nothing is wanted. */
    boolean isIdle() {
        return life.isEmpty() && wanted.isEmpty();
    }

    private void settle() {
        if (stopping != null) {
            return;
        }
        if (life.isEmpty()) {
            wanted.ifPresent(this::begin);
        } else if (wanted.isPresent() && life.get().serves(wanted.get())) {
            life.get().wish(wanted.get());
        } else {
            end(life.get());
        }
    }

    private void begin(W wish) {
        life = Optional.of(begin.apply(wish));
        life.get().wish(wish);
        changed.run();
    }

    /** The field is set before the life is asked: it may end at once. */
    private void end(L old) {
        Promise<Void> ended = Promise.promise();
        stopping = ended.future();
        old.stop().onComplete(done -> ended(ended));
    }

    private void ended(Promise<Void> ended) {
        life = Optional.empty();
        stopping = null;
        settle();
        changed.run();
        ended.complete();
    }
}
