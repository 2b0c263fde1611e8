package io.dm4j.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.check.Checks;
import io.dm4j.check.Report;
import io.dm4j.config.Address;
import io.dm4j.config.Labels;
import io.dm4j.config.Parsed;
import io.dm4j.config.SourceConfig;
import io.dm4j.config.TaskConfig;
import io.dm4j.error.DmException;
import io.dm4j.secret.Passwords;
import io.dm4j.secret.SecretKey;
import io.dm4j.session.Desired;
import io.dm4j.session.FromMaster;
import io.dm4j.session.Hello;
import io.dm4j.session.Welcome;
import io.dm4j.store.Group;
import io.dm4j.store.Member;
import io.dm4j.store.MemoryStore;
import io.dm4j.store.Op;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a master says to workers on their lines, with a store in memory and leadership as the test has it. */
class WorkerSessionsTest {
    private static final Address LEADER = new Address("127.0.0.1", 8261);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Led led = new Led();
    private MemoryStore store;
    private Master master;

    @BeforeEach
    void start() throws Exception {
        store = new MemoryStore(vertx);
        master = new Master(
                vertx,
                store,
                led,
                "cluster",
                new Passwords(SecretKey.random()),
                new NoChecks(),
                task -> Future.succeededFuture());
        on(() -> store.txn(
                List.of(),
                List.of(Op.put(
                        Keys.of(Keys.MASTERS, "m9"),
                        """
                {"host": "127.0.0.1", "port": 8261, "peer-urls": []}"""))));
        on(master::start);
    }

    @AfterEach
    void stop() throws Exception {
        on(master::stop);
        on(store::close);
        await(vertx.close());
    }

    @Test
    void sendsAWorkerToTheLeader() throws Exception {
        led.ours = false;

        Mouth w1 = hello("w1", "life-1");

        until(() -> w1.said.equals(List.of("not-leader 7 " + LEADER)));
        assertThat(on(() -> store.list(Keys.ALIVE)).entries()).isEmpty();
    }

    @Test
    void tellsItsTerm() throws Exception {
        Mouth w1 = hello("w1", "life-1");

        until(() -> w1.said.contains("welcome 7") && w1.said.contains("desired 7"));
    }

    @Test
    void sendsItsWorkersOnWhenItIsDeposed() throws Exception {
        Mouth w1 = hello("w1", "life-1");
        until(() -> w1.said.contains("desired 7"));

        led.ours = false;
        led.term = 8;
        say(() -> w1.line.beat(5));

        until(() -> w1.said.contains("not-leader 8 " + LEADER));
        assertThat(w1.said).noneMatch(said -> said.startsWith("beat-ok") || said.startsWith("fenced"));
        assertThat(on(() -> store.list(Keys.ALIVE)).entries())
                .as("the lease goes on")
                .hasSize(1);
    }

    @Test
    void givesAProcessThatWasStartedAgainItsSourcesBack() throws Exception {
        Mouth first = hello("w1", "life-1");
        until(() -> first.said.contains("desired 7"));
        on(() -> store.txn(List.of(), List.of(StoredValues.source("s1", "source-id: s1"))));
        until(() -> !first.epochs("s1").isEmpty());
        Mouth other = hello("w2", "life-2");
        until(() -> other.said.contains("desired 7"));

        say(first.line::over);
        Mouth again = hello("w1", "life-3");

        until(() -> !again.epochs("s1").isEmpty());
        assertThat(again.epochs("s1").get(0)).isGreaterThan(first.epochs("s1").get(0));
        assertThat(other.epochs("s1")).isEmpty();
    }

    @Test
    void refusesASecondProcessOfANameThatIsThere() throws Exception {
        Mouth first = hello("w1", "life-1");
        until(() -> first.said.contains("desired 7"));

        Mouth second = hello("w1", "life-2");

        until(() -> second.said.contains("fenced 7"));
        assertThat(first.said).doesNotContain("fenced 7");
    }

    private Mouth hello(String name, String instance) throws Exception {
        Mouth mouth = new Mouth();
        mouth.line = master.sessions().open(mouth);
        Address address = new Address("127.0.0.1", name.equals("w1") ? 1 : 2);
        say(() -> mouth.line.hello(new Hello(name, address, instance, 0, 0, 1, Duration.ofMinutes(1), Labels.NONE)));
        return mouth;
    }

    private void say(Runnable words) throws Exception {
        on(() -> {
            words.run();
            return Future.succeededFuture();
        });
    }

    private <T> T on(Callable<Future<T>> action) throws Exception {
        return await(Future.future(done -> context.runOnContext(v -> {
            try {
                action.call().onComplete(done);
            } catch (Exception e) {
                done.fail(e);
            }
        })));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Leads, and does not, as a test has it. */
    private static final class Led implements Group {
        private final Group alone = Group.alone("group", new Member("m1", LEADER));
        private volatile boolean ours = true;
        private volatile long term = 7;
        private Runnable changed = () -> {};

        @Override
        public String id() {
            return alone.id();
        }

        @Override
        public String self() {
            return alone.self();
        }

        @Override
        public boolean isLed() {
            return ours;
        }

        @Override
        public long term() {
            return term;
        }

        @Override
        public Optional<String> leader() {
            return Optional.of(ours ? self() : "m9");
        }

        @Override
        public Optional<DmException> trouble() {
            return alone.trouble();
        }

        @Override
        public void onChange(Runnable handler) {
            changed = handler;
        }

        @Override
        public Future<Void> joined() {
            return alone.joined();
        }

        @Override
        public List<Standing> members() {
            return alone.members();
        }

        @Override
        public Future<Void> admit(Member newcomer) {
            return alone.admit(newcomer);
        }

        @Override
        public Future<Void> dismiss(String name) {
            return alone.dismiss(name);
        }

        @Override
        public Future<Void> mayLead(String name, boolean may) {
            return alone.mayLead(name, may);
        }
    }

    /** Keeps what a worker was told. */
    private static final class Mouth implements FromMaster {
        private final List<String> said = new CopyOnWriteArrayList<>();
        private final List<Desired> desired = new CopyOnWriteArrayList<>();
        private WorkerSessions.Line line;

        List<Long> epochs(String source) {
            return desired.stream()
                    .flatMap(d -> d.sources().stream())
                    .filter(wish -> wish.source().equals(source))
                    .map(wish -> wish.epoch())
                    .toList();
        }

        @Override
        public void welcome(long term, Welcome welcome) {
            said.add("welcome " + term);
        }

        @Override
        public void beatOk(long term, long sentAtNanos) {
            said.add("beat-ok " + term);
        }

        @Override
        public void desired(long term, Desired state) {
            desired.add(state);
            said.add("desired " + term);
        }

        @Override
        public void notLeader(long term, Optional<Address> leader) {
            said.add("not-leader " + term + " " + leader.map(Address::toString).orElse("nobody"));
        }

        @Override
        public void fenced(long term, String reason) {
            said.add("fenced " + term);
        }
    }

    private record NoChecks() implements Checks {
        @Override
        public Future<Void> source(SourceConfig source) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Report> task(Parsed<TaskConfig> task, Map<String, SourceConfig> sources) {
            return Future.succeededFuture(new Report(0, List.of(), task.notes()));
        }
    }
}
