package io.dm4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import io.dm4j.session.Applied;
import io.dm4j.session.Desired;
import io.dm4j.session.FromMaster;
import io.dm4j.session.Hello;
import io.dm4j.session.SourceWish;
import io.dm4j.session.Welcome;
import io.dm4j.tls.TlsInventory;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker's side of the session against a master of the test's own, by a clock of the test's own. */
class MasterSessionTest {
    private static final Duration TTL = Duration.ofSeconds(6);
    private static final Address FIRST = new Address("first", 1);
    private static final Address SECOND = new Address("second", 2);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong clock = new AtomicLong();
    private final Door door = new Door();
    private Worker worker;
    private MasterSession session;

    @BeforeEach
    void start() {
        UnitFactory none = (type, setup) -> {
            throw new IllegalStateException("no unit is asked for here");
        };
        worker = new Worker(vertx, "w1", "life-1", none, new TlsInventory());
        Identity identity = new Identity(new Address("w", 3), 1, TTL, Labels.NONE);
        session = new MasterSession(vertx, worker, identity, door, List.of(FIRST, SECOND), clock::get);
        vertx.runOnContext(v -> session.start());
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysHelloAnewWithItsSessionAfterALineBroke() throws Exception {
        joined();

        on(() -> door.last().ended.handle(Optional.of(new IllegalStateException("reset"))));

        until(() -> door.lines.size() == 2 && door.last().hello != null);
        assertThat(door.last().master).isEqualTo(SECOND);
        assertThat(door.last().hello.session()).isEqualTo(7);
    }

    @Test
    void opensAnotherLineWithItsSessionWhenItIsToldTo() throws Exception {
        joined();
        TestLine old = door.last();

        on(() -> session.renew());

        until(() -> door.lines.size() == 2 && door.last().hello != null);
        assertThat(old.closed).isTrue();
        assertThat(door.last().master).isEqualTo(FIRST);
        assertThat(door.last().hello.session()).isEqualTo(7);
    }

    @Test
    void stopsAllBeforeItsLeaseCanHaveEnded() throws Exception {
        joined();
        on(() -> door.last().ears.desired(1, desired()));
        until(() -> !worker.sources().isEmpty());

        clock.addAndGet(TimeUnit.SECONDS.toNanos(5));

        until(() -> worker.sources().isEmpty());
        until(() -> door.lines.size() == 2 && door.last().hello != null);
        assertThat(door.last().hello.session()).isZero();
        assertThat(door.last().hello.revision()).isZero();
    }

    @Test
    void livesOnWhileBeatsAreAnswered() throws Exception {
        joined();
        on(() -> door.last().ears.desired(1, desired()));
        until(() -> !worker.sources().isEmpty());

        for (int i = 1; i <= 5; i++) {
            int beats = i;
            clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
            until(() -> door.last().beats.size() >= beats);
            on(() -> door.last().ears.beatOk(1, door.last().beats.get(beats - 1)));
        }

        assertThat(worker.sources()).containsExactly("s1");
        assertThat(door.lines).hasSize(1);
    }

    @Test
    void followsTheLeader() throws Exception {
        until(() -> door.lines.size() == 1 && door.last().hello != null);

        Address leader = new Address("leader", 9);
        on(() -> door.last().ears.notLeader(1, Optional.of(leader)));

        until(() -> door.lines.size() == 2);
        assertThat(door.last().master).isEqualTo(leader);
    }

    @Test
    void ignoresAMasterOfALowerTerm() throws Exception {
        joined();
        on(() -> door.last().ears.beatOk(5, 0));

        on(() -> door.last().ears.desired(4, desired()));

        assertThat(worker.sources()).isEmpty();
    }

    @Test
    void leavesAMasterOfALowerTermForTheNext() throws Exception {
        joined();
        on(() -> door.last().ears.beatOk(5, 0));
        TestLine deposed = door.last();

        on(() -> deposed.ears.beatOk(4, 0));

        until(() -> door.lines.size() == 2);
        assertThat(deposed.closed).isTrue();
        assertThat(door.last().master).isEqualTo(SECOND);
    }

    @Test
    void saysThatItsMastersHaveForgottenWhatItServed() throws Exception {
        joined();
        on(() -> door.last().ears.beatOk(5, 0));
        on(() -> door.last().ended.handle(Optional.of(new IllegalStateException("reset"))));
        until(() -> door.lines.size() == 2 && door.last().hello != null);
        TestLine other = door.last();

        on(() -> other.ears.welcome(1, new Welcome(8, TTL, "another cluster")));

        assertThat(other.closed).isTrue();
        assertThat(session.isJoined()).isFalse();
        assertThat(session.trouble()).hasValueSatisfying(e -> assertThat(e.getMessage())
                .contains("code=40503", "term 1 of cluster another cluster", "term 5 of cluster cluster")
                .contains("start this worker again"));

        until(() -> door.lines.size() == 3 && door.last().hello != null);
        on(() -> door.last().ears.welcome(6, new Welcome(9, TTL, "cluster")));
        assertThat(session.trouble()).isEmpty();
        assertThat(session.isJoined()).isTrue();
    }

    @Test
    void comesBackToTheListWhenTheLeaderThatWasNamedIsAway() throws Exception {
        until(() -> door.lines.size() == 1 && door.last().hello != null);
        on(() -> door.last().ears.notLeader(1, Optional.of(new Address("leader", 9))));
        until(() -> door.lines.size() == 2 && door.last().hello != null);

        on(() -> door.last().ended.handle(Optional.of(new IllegalStateException("refused"))));

        until(() -> door.lines.size() == 3);
        assertThat(door.last().master).isEqualTo(SECOND);
    }

    @Test
    void asksTheNextWhenNobodyIsNamed() throws Exception {
        until(() -> door.lines.size() == 1 && door.last().hello != null);

        on(() -> door.last().ears.notLeader(1, Optional.empty()));

        until(() -> door.lines.size() == 2);
        assertThat(door.last().master).isEqualTo(SECOND);
    }

    @Test
    void doesNotFollowWhomAMasterOfALowerTermNames() throws Exception {
        joined();
        on(() -> door.last().ears.beatOk(5, 0));

        on(() -> door.last().ears.notLeader(4, Optional.of(new Address("old", 9))));

        until(() -> door.lines.size() == 2);
        assertThat(door.last().master).isEqualTo(SECOND);
    }

    @Test
    void doesNotRunBetweenTwoMastersThatNameEachOther() throws Exception {
        long begun = System.nanoTime();

        for (int lines = 1; lines <= 4; lines++) {
            int opened = lines;
            until(() -> door.lines.size() == opened && door.last().hello != null);
            Address other = door.last().master.equals(FIRST) ? SECOND : FIRST;
            on(() -> door.last().ears.notLeader(1, Optional.of(other)));
        }
        until(() -> door.lines.size() == 5);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void leavesAMasterWhoseLineDoesNotOpen() throws Exception {
        joined();
        door.stuck = true;
        on(() -> door.last().ended.handle(Optional.of(new IllegalStateException("reset"))));
        until(() -> door.lines.size() == 2);
        door.stuck = false;

        clock.addAndGet(TimeUnit.SECONDS.toNanos(4));

        until(() -> door.lines.size() == 3 && door.last().hello != null);
        assertThat(door.last().master).isEqualTo(FIRST);
        assertThat(door.last().hello.session()).isEqualTo(7);
    }

    @Test
    void dropsAllWhenFenced() throws Exception {
        joined();
        on(() -> door.last().ears.desired(1, desired()));
        until(() -> !worker.sources().isEmpty());

        on(() -> door.last().ears.fenced(1, "another one has it"));

        until(() -> worker.sources().isEmpty());
    }

    private void joined() throws Exception {
        until(() -> door.lines.size() == 1 && door.last().hello != null);
        on(() -> door.last().ears.welcome(1, new Welcome(7, TTL, "cluster")));
    }

    private static Desired desired() {
        return new Desired(3, List.of(new SourceWish("s1", "source-id: s1", 1, List.of())));
    }

    private void on(Runnable action) throws Exception {
        Future<Void> done = Future.future(p -> door.context.runOnContext(v -> {
            action.run();
            p.complete();
        }));
        done.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Opens lines that the test answers. */
    private static final class Door implements MasterDoor {
        private final List<TestLine> lines = new CopyOnWriteArrayList<>();
        private volatile Context context;
        /** As with a process that stands still: the port takes the connection, and that is all. */
        private volatile boolean stuck;

        TestLine last() {
            return lines.get(lines.size() - 1);
        }

        @Override
        public Future<Line> open(Address master, FromMaster ears, Handler<Optional<Throwable>> ended) {
            context = Vertx.currentContext();
            TestLine line = new TestLine(master, ears, ended);
            lines.add(line);
            return stuck ? Promise.<Line>promise().future() : Future.succeededFuture(line);
        }
    }

    private static final class TestLine implements MasterDoor.Line {
        private final Address master;
        private final FromMaster ears;
        private final Handler<Optional<Throwable>> ended;
        private final List<Long> beats = new CopyOnWriteArrayList<>();
        private volatile Hello hello;
        private volatile boolean closed;

        TestLine(Address master, FromMaster ears, Handler<Optional<Throwable>> ended) {
            this.master = master;
            this.ears = ears;
            this.ended = ended;
        }

        @Override
        public void hello(Hello said) {
            hello = said;
        }

        @Override
        public void beat(long sentAtNanos) {
            beats.add(sentAtNanos);
        }

        @Override
        public void applied(Applied applied) {
            // nothing to answer
        }

        @Override
        public void bye() {
            // nothing to answer
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
