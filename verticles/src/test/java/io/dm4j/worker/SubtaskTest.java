package io.dm4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.SourceFile;
import io.dm4j.config.SubtaskConfig;
import io.dm4j.config.TaskFile;
import io.dm4j.position.BinlogPosition;
import io.dm4j.session.SubtaskWish;
import io.dm4j.unit.Handling;
import io.dm4j.unit.Stage;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.dm4j.unit.UnitType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubtaskTest {
    private static final String TASK =
            """
            name: t1
            task-mode: incremental
            target-database:
              host: 127.0.0.1
              port: 3307
              user: root
            mysql-instances:
              - source-id: s1
            """;
    private static final String SOURCE =
            """
            source-id: s1
            from:
              host: 127.0.0.1
              port: 3306
              user: root
            """;
    private static final Handling SKIP =
            new Handling(Handling.Kind.SKIP, new BinlogPosition("bin.000001", 900), List.of(), 7);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final BlockingQueue<Running> made = new LinkedBlockingQueue<>();
    private final Slot<SubtaskWish, Subtask> slot = new Slot<>(this::subtask, () -> {});

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aUnitThatRunsWithoutWhatIsWantedNowGivesWayToAnother() throws Exception {
        want(1);
        Running first = made.poll(10, TimeUnit.SECONDS);
        want(2, SKIP);
        Running second = made.poll(10, TimeUnit.SECONDS);

        assertThat(first.setup().handlings()).isEmpty();
        assertThat(first.result().future().result()).isEqualTo(new UnitResult.Stopped());
        assertThat(second.setup().handlings()).containsExactly(SKIP);
    }

    @Test
    void aUnitThatRunsWithItGoesOn() throws Exception {
        want(1, SKIP);
        Running first = made.poll(10, TimeUnit.SECONDS);
        want(2, SKIP).await();

        assertThat(made).isEmpty();
        assertThat(first.result().future().isComplete()).isFalse();
    }

    /** Completes when it has been said. */
    private Future<Void> want(long command, Handling... handlings) {
        SubtaskWish wish = new SubtaskWish("t1", TASK, Stage.RUNNING, command, Optional.empty(), List.of(handlings));
        Promise<Void> said = Promise.promise();
        context.runOnContext(on -> {
            slot.want(wish);
            said.complete();
        });
        return said.future();
    }

    private Subtask subtask(SubtaskWish wish) {
        LiveFile<SubtaskConfig> file = new LiveFile<>(
                wish.config(),
                text -> TaskFile.parse("t1", text).value().subtasks().get(0),
                SubtaskConfig::differsInAccessOnly);
        return new Subtask(vertx, "s1", "t1", file, () -> setup(file.value()), this::unit, () -> {});
    }

    private UnitSetup setup(SubtaskConfig subtask) {
        return new UnitSetup(vertx, SourceFile.parse("s1", SOURCE).value(), subtask, "cluster", 1, "w1");
    }

    private Unit unit(UnitType type, UnitSetup setup) {
        Running unit = new Running(setup, Promise.promise());
        made.add(unit);
        return unit;
    }

    /** Replication that goes on until it is told to stop. */
    private record Running(UnitSetup setup, Promise<UnitResult> result) implements Unit {
        @Override
        public UnitType type() {
            return UnitType.SYNC;
        }

        @Override
        public Future<UnitResult> run() {
            return result.future();
        }

        @Override
        public Future<Void> stop() {
            result.tryComplete(new UnitResult.Stopped());
            return Future.succeededFuture();
        }

        @Override
        public UnitStatus status() {
            return new UnitStatus.Sync(0, 0, 0, 0, 0, "", "", "", "", 0, false, Map.of(), UnitStatus.Places.NONE);
        }
    }
}
