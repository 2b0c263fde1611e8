package io.dm4j.verticles;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.unit.Unit;
import io.dm4j.unit.UnitResult;
import io.dm4j.unit.UnitSetup;
import io.dm4j.unit.UnitStatus;
import io.dm4j.unit.UnitType;
import io.dm4j.worker.UnitFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Units that touch no database: a copy is done at once, replication goes on until it is stopped or made to fail. */
final class FakeUnits implements UnitFactory {
    private final List<FakeUnit> made = new CopyOnWriteArrayList<>();
    private volatile boolean deaf;

    @Override
    public Unit unit(UnitType type, UnitSetup setup) {
        FakeUnit unit = new FakeUnit(type, setup, () -> deaf);
        made.add(unit);
        return unit;
    }

    List<FakeUnit> made() {
        return made;
    }

    /** From now on they do not end when they are told to stop. */
    void deafen() {
        deaf = true;
    }

    /** They hear again, and those that were told to stop end. */
    void wake() {
        deaf = false;
        made.forEach(FakeUnit::endIfTold);
    }

    FakeUnit last() {
        return made.get(made.size() - 1);
    }

    /** One life of a unit. */
    static final class FakeUnit implements Unit {
        private final UnitType type;
        private final UnitSetup setup;
        private final BooleanSupplier deaf;
        private final Promise<UnitResult> result = Promise.promise();
        private volatile boolean told;
        private volatile UnitStatus.Places places = UnitStatus.Places.NONE;

        FakeUnit(UnitType type, UnitSetup setup, BooleanSupplier deaf) {
            this.deaf = deaf;
            this.type = type;
            this.setup = setup;
        }

        UnitSetup setup() {
            return setup;
        }

        void fail(DmException reason, boolean healable) {
            setup.vertx().runOnContext(v -> result.tryComplete(new UnitResult.Failed(reason, healable)));
        }

        /** Fails as replication does at a statement that begins there. */
        void stopAt(BinlogPosition statement, DmException reason) {
            places = new UnitStatus.Places(
                    Optional.of(new BinlogPosition(statement.file(), statement.offset() - 50)), Optional.of(statement));
            fail(reason, false);
        }

        boolean hasEnded() {
            return result.future().isComplete();
        }

        @Override
        public UnitType type() {
            return type;
        }

        @Override
        public Future<UnitResult> run() {
            if (type == UnitType.LOAD) {
                result.tryComplete(new UnitResult.Finished());
            }
            return result.future();
        }

        @Override
        public Future<Void> stop() {
            told = true;
            if (!deaf.getAsBoolean()) {
                result.tryComplete(new UnitResult.Stopped());
            }
            return Future.succeededFuture();
        }

        private void endIfTold() {
            if (told) {
                setup.vertx().runOnContext(v -> result.tryComplete(new UnitResult.Stopped()));
            }
        }

        @Override
        public UnitStatus status() {
            return type == UnitType.LOAD
                    ? new UnitStatus.Load(8, 8, 100, 100, 1000, 1000, 10, 10, "bin.000001:4", "", Duration.ZERO)
                    : new UnitStatus.Sync(
                            7, 3, 5, 1, 99, "bin.000001:900", "", "bin.000001:900", "", 0, true, Map.of(), places);
        }
    }
}
