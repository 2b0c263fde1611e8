package io.dm4j.master;

import io.dm4j.error.DmException;
import io.dm4j.session.Applied;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the workers last said they have, and who waits for it. Confined to the master's context. */
final class Reports {
    private final Vertx vertx;
    private final Duration patience;
    private final Map<String, Applied> byWorker = new HashMap<>();
    private final Map<String, Same> sameByWorker = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();

    Reports(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    void put(String worker, Applied applied) {
        byWorker.put(worker, applied);
        List.copyOf(waiters).forEach(Waiter::look);
    }

    /** What the worker last said of a task on a source; empty if it has not, or has nothing of the kind. */
    Optional<Applied.Item> of(String worker, String source, String task) {
        return Optional.ofNullable(byWorker.get(worker)).flatMap(applied -> applied.items().stream()
                .filter(item -> item.source().equals(source) && item.task().equals(task))
                .findFirst());
    }

    /** What a worker shall have at a revision is what it was sent for an earlier one: it will say no more about it. */
    void same(String worker, long sent, long revision) {
        sameByWorker.put(worker, new Same(sent, revision));
        List.copyOf(waiters).forEach(Waiter::look);
    }

    private record Same(long sent, long revision) {
        /** The revision whose wishes a worker has taken in that has taken in this one's. */
        long standsFor(long applied) {
            return applied >= sent ? Math.max(applied, revision) : applied;
        }
    }

    /**
     * Waits until the worker has taken in what it shall have at this revision or a later one, and the thing is as expected; fails with the worker's own failure,
     * or after the patience with what is still to come.
     *
     * @param task empty = the source itself
     */
    Future<Void> await(String worker, long revision, String source, String task, Expectation expectation) {
        Waiter waiter = new Waiter(worker, revision, source, task, expectation);
        waiters.add(waiter);
        long timer = vertx.setTimer(patience.toMillis(), id -> waiter.giveUp());
        waiter.look();
        return waiter.met.future().onComplete(done -> {
            waiters.remove(waiter);
            vertx.cancelTimer(timer);
        });
    }

    private final class Waiter {
        private final String worker;
        private final long revision;
        private final String source;
        private final String task;
        private final Expectation expectation;
        private final Promise<Void> met = Promise.promise();
        private String pending = "not heard of";

        Waiter(String worker, long revision, String source, String task, Expectation expectation) {
            this.worker = worker;
            this.revision = revision;
            this.source = source;
            this.task = task;
            this.expectation = expectation;
        }

        void look() {
            Same same = sameByWorker.getOrDefault(worker, new Same(0, 0));
            Optional.ofNullable(byWorker.get(worker))
                    .filter(a -> same.standsFor(a.revision()) >= revision)
                    .ifPresent(this::judge);
        }

        void giveUp() {
            String thing = task.isEmpty() ? "source " + source : "task " + task + " of source " + source;
            met.tryFail(new DmException(
                    MasterError.NOT_REACHED,
                    thing + " on worker " + worker + " is not " + expectation + " after " + patience.toSeconds()
                            + " s: " + pending));
        }

        private void judge(Applied applied) {
            Optional<Applied.Item> item = applied.items().stream()
                    .filter(i -> i.source().equals(source) && i.task().equals(task))
                    .findFirst();
            Expectation.Verdict verdict = expectation.judge(item);
            pending = verdict.words();
            if (verdict.isMet()) {
                met.tryComplete();
            } else if (verdict.isOver()) {
                met.tryFail(new RefusedByWorker(verdict.code(), verdict.words()));
            }
        }
    }

    /** The worker's own coded line, passed on as it is. */
    static final class RefusedByWorker extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int code;

        RefusedByWorker(int code, String line) {
            super(line);
            this.code = code;
        }

        int code() {
            return code;
        }
    }
}
