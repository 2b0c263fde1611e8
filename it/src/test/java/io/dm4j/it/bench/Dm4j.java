package io.dm4j.it.bench;

import io.dm4j.config.SourceConfig;
import io.dm4j.config.SourceFile;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.config.TextFile;
import io.dm4j.it.cluster.BinlogPlace;
import io.dm4j.it.process.Await;
import io.dm4j.load.LoadUnit;
import io.dm4j.sync.SyncUnit;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Our units in this JVM, as a worker runs them. */
abstract class Dm4j implements Contender {
    private static final Duration BOUND = Duration.ofMinutes(4);

    final Arena arena;
    final String schema;
    private final SourceConfig source;
    private long epoch = System.currentTimeMillis();

    Dm4j(Arena arena, String schema) {
        this.arena = arena;
        this.schema = schema;
        this.source = SourceFile.parse(
                        "source", TextFile.read(arena.task(schema).file("source.yaml")))
                .value();
    }

    /** A full copy of the schema. */
    static Dm4j copying(Arena arena, String schema) {
        return new Dm4j(arena, schema) {
            @Override
            public void prepare() {
                arena.emptyTarget(schema);
            }

            @Override
            public void move() {
                run(LoadUnit::new, subtask(), Dm4j::awaitEnd);
            }
        };
    }

    /** Replication of a piece of the binlog, behind the copy of a table that was empty then. */
    static Dm4j following(Arena arena, BinlogPiece piece) {
        return new Dm4j(arena, piece.schema()) {
            @Override
            public void prepare() {
                piece.reset(arena);
            }

            @Override
            public void move() {
                run(SyncUnit::new, subtask(), running -> running.awaitPassed(piece.to()));
            }
        };
    }

    @Override
    public String name() {
        return "dm4j";
    }

    @Override
    public double cpuSeconds() {
        return CpuTime.self();
    }

    SubtaskConfig subtask() {
        return TaskFile.parse("task", TextFile.read(arena.task(schema).file("task.yaml")))
                .value()
                .subtasks()
                .get(0);
    }

    /** Ends a unit when its work is done. */
    interface Ending {
        void await(Running running);
    }

    private static void awaitEnd(Running running) {
        UnitResult result = running.result();
        if (!(result instanceof UnitResult.Finished)) {
            throw new AssertionError("the copy ended with " + result);
        }
    }

    void run(Function<UnitSetup, Unit> kind, SubtaskConfig subtask, Ending ending) {
        Vertx vertx = Vertx.vertx();
        try {
            ending.await(Running.start(vertx, kind, new UnitSetup(vertx, source, subtask, "bench", ++epoch, "bench")));
        } finally {
            vertx.close().await();
        }
    }

    /** A unit on a context of its own. */
    record Running(Vertx vertx, Unit unit, CompletableFuture<UnitResult> end) {

        static Running start(Vertx vertx, Function<UnitSetup, Unit> kind, UnitSetup setup) {
            CompletableFuture<UnitResult> end = new CompletableFuture<>();
            CompletableFuture<Unit> started = new CompletableFuture<>();
            vertx.runOnContext(on -> {
                Unit unit = kind.apply(setup);
                unit.run().onSuccess(end::complete).onFailure(end::completeExceptionally);
                started.complete(unit);
            });
            return new Running(vertx, started.join(), end);
        }

        UnitResult result() {
            return end.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
        }

        void awaitPassed(BinlogPlace place) {
            Await.until(BOUND, "passed " + place, () -> isPast(place));
            CompletableFuture<Void> stopping = new CompletableFuture<>();
            vertx.runOnContext(on -> unit.stop().onComplete(stopped -> stopping.complete(null)));
            stopping.join();
        }

        private boolean isPast(BinlogPlace place) {
            if (end.isDone()) {
                throw new AssertionError("replication ended with " + end.join());
            }
            CompletableFuture<UnitStatus> status = new CompletableFuture<>();
            vertx.runOnContext(on -> status.complete(unit.status()));
            String at = ((UnitStatus.Sync) status.join()).syncerBinlog();
            return BinlogPlace.parse(at).compareTo(place) >= 0;
        }
    }
}
