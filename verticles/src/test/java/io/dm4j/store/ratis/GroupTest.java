package io.dm4j.store.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dm4j.config.Address;
import io.dm4j.error.DmException;
import io.dm4j.store.Compare;
import io.dm4j.store.Entry;
import io.dm4j.store.Group;
import io.dm4j.store.Member;
import io.dm4j.store.Op;
import io.dm4j.store.StoreError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several members hold one store: any of them reads and writes, any minority may be lost, and members come and go. */
class GroupTest {
    private static final String CLUSTER = "0b5f29c2-6a3c-4f62-9a5e-0e0c9f1c6a11";
    private static final List<Member> THREE =
            IntStream.rangeClosed(1, 3).mapToObj(GroupTest::member).toList();

    @TempDir
    Path root;

    private final Vertx vertx = Vertx.vertx();
    private final Wires wires = new Wires();
    private final Map<String, RatisStore> stores = new TreeMap<>();

    @AfterEach
    void closeAll() throws Exception {
        await(Future.join(stores.values().stream().map(RatisStore::close).toList()));
        await(vertx.close());
    }

    @Test
    void eachMemberReadsAndWritesTheSameStore() throws Exception {
        beginThree();

        for (String name : stores.keySet()) {
            put(stores.get(name), "/k/" + name, name);
            for (RatisStore store : stores.values()) {
                assertThat(value(store, "/k/" + name)).isEqualTo(name);
            }
        }
        assertThat(stores.values().stream().filter(store -> store.group().isLed()))
                .hasSize(1);
        assertThat(leader().group().members())
                .extracting(Group.Standing::name, Group.Standing::alive, Group.Standing::mayLead)
                .containsExactly(tuple("m1", true, true), tuple("m2", true, true), tuple("m3", true, true));
    }

    @Test
    void anotherLeadsWhenTheLeaderIsCutOffAndNothingAcknowledgedIsLost() throws Exception {
        beginThree();
        RatisStore old = leader();
        long term = old.group().term();
        put(old, "/k", "before");
        long lease = await(old.grant(Duration.ofMinutes(1)));

        wires.cut(member(nameOf(old)));

        RatisStore next = another(old);
        assertThat(next.group().term()).isGreaterThan(term);
        assertThat(value(next, "/k")).isEqualTo("before");
        await(next.keepAlive(lease));
        put(next, "/k", "after");
        assertThatThrownBy(() -> put(old, "/k", "of old")).satisfies(GroupTest::isNotNow);
        assertThatThrownBy(() -> await(old.keepAlive(lease))).satisfies(GroupTest::isNotNow);

        wires.heal(member(nameOf(old)));

        until("the old one is of the group again", () -> old.group().leader().isPresent());
        await(old.group().joined());
        assertThat(value(old, "/k")).isEqualTo("after");
        assertThat(old.group().isLed()).isFalse();
    }

    /** Events keep Ratis from looking whom it hears. */
    @Test
    void aLeaderThatIsCutOffStepsBackAlsoWhileItIsWrittenTo() throws Exception {
        beginThree();
        RatisStore old = leader();
        wires.cut(member(nameOf(old)));
        List<Future<?>> writes = new ArrayList<>();

        until("it no longer leads", () -> {
            writes.add(old.txn(List.of(), List.of(Op.put("/k", "of old"))));
            return !old.group().isLed();
        });

        assertThat(writes).noneMatch(Future::succeeded);
        wires.heal(member(nameOf(old)));
        await(Future.join(writes).otherwiseEmpty());
        assertThat(writes).noneMatch(Future::succeeded);
    }

    @Test
    void oneOfThreeAloneSaysThatItCannotServe() throws Exception {
        beginThree();
        RatisStore left = leader();
        stores.values().stream().filter(store -> store != left).forEach(store -> wires.cut(member(nameOf(store))));

        until("it no longer leads", () -> !left.group().isLed());

        assertThatThrownBy(() -> put(left, "/k", "1")).satisfies(GroupTest::isNotNow);
        assertThatThrownBy(() -> await(left.list("/"))).satisfies(GroupTest::isNotNow);
        assertThat(left.group().members())
                .filteredOn(Group.Standing::alive)
                .extracting(Group.Standing::name)
                .as("whom it knows to be there")
                .containsExactly(nameOf(left));
    }

    @Test
    void growsFromOneToThreeAndShrinksAgain() throws Exception {
        RatisStore first = begin(member(1), List.of(member(1)));
        await(first.group().joined());
        for (int i = 0; i < 20; i++) {
            put(first, "/k/" + i, "x");
        }

        for (int number = 2; number <= 3; number++) {
            RatisStore newcomer = begin(member(number), List.of());
            await(first.group().admit(member(number)));
            await(newcomer.group().joined());
            assertThat(await(newcomer.list("/k/")).entries()).hasSize(20);
        }
        assertThat(first.group().members()).extracting(Group.Standing::name).containsExactly("m1", "m2", "m3");

        await(leader().group().dismiss("m3"));
        await(stores.remove("m3").close());

        assertThat(leader().group().members()).extracting(Group.Standing::name).containsExactly("m1", "m2");
        put(stores.get("m2"), "/k/20", "x");
        assertThat(await(first.list("/k/")).entries()).hasSize(21);
    }

    /** In its file it is alone; whom it has let in since is in its log. */
    @Test
    void oneThatBeganAloneAndGrewToThreeComesBackAsOneOfThem() throws Exception {
        RatisStore first = begin(member(1), List.of(member(1)));
        for (int number = 2; number <= 3; number++) {
            begin(member(number), List.of());
            await(leader().group().admit(member(number)));
        }
        await(leader().group().mayLead("m1", false));
        await(first.close());
        stores.remove("m1");
        put(leader(), "/k", "while it was away");

        RatisStore again = begin(member(1), List.of(member(1)));
        await(again.group().joined());

        assertThat(again.group().isLed()).isFalse();
        assertThat(again.group().members()).extracting(Group.Standing::name).containsExactly("m1", "m2", "m3");
        assertThat(value(again, "/k")).isEqualTo("while it was away");
        put(again, "/k", "by the one that came back");
        assertThat(value(stores.get("m3"), "/k")).isEqualTo("by the one that came back");
    }

    /** Else nobody could join one that began without peer-urls. */
    @Test
    void oneAloneTellsAnotherAddressInItsNextLife() throws Exception {
        Member formerly = new Member("m1", new Address("127.0.0.1", 1));
        await(begin(formerly, List.of(formerly)).close());

        RatisStore first = begin(member(1), List.of(member(1)));
        RatisStore newcomer = begin(member(2), List.of());
        await(first.group().admit(member(2)));
        await(newcomer.group().joined());

        assertThat(newcomer.group().members())
                .extracting(Group.Standing::address)
                .containsExactly(member(1).address(), member(2).address());
        put(newcomer, "/k", "1");
    }

    /** The log it would need is gone: it is given the image. */
    @Test
    void aNewcomerIsGivenTheImageOfALongLog() throws Exception {
        RatisStore first = begin(member(1), List.of(member(1)));
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < 5200; i++) {
            writes.add(first.txn(List.of(), List.of(Op.put("/k/" + i % 50, "value " + i))));
        }
        await(Future.all(writes));
        await(first.close());
        RatisStore again = begin(member(1), List.of(member(1)));

        RatisStore newcomer = begin(member(2), List.of());
        await(again.group().admit(member(2)));
        await(newcomer.group().joined());

        assertThat(await(newcomer.list("/k/"))).isEqualTo(await(again.list("/k/")));
        put(newcomer, "/after", "1");
        assertThat(value(again, "/after")).isEqualTo("1");
    }

    @Test
    void aMemberToldToLeaveTheLeadDoesNotLeadUntilItMayAgain() throws Exception {
        beginThree();
        RatisStore old = leader();

        await(old.group().mayLead(nameOf(old), false));

        until("another one leads", () -> !old.group().isLed() && anyLeads());
        RatisStore next = leader();
        assertThat(next.group().members())
                .filteredOn(standing -> !standing.mayLead())
                .extracting(Group.Standing::name)
                .containsExactly(nameOf(old));

        await(next.group().mayLead(nameOf(old), true));
        await(next.group().mayLead(nameOf(next), false));
        until("a third or the first leads", () -> !next.group().isLed() && anyLeads());
    }

    @Test
    void eachWriteIsThereAfterTheLeaderIsLostInMidst() throws Exception {
        beginThree();
        RatisStore old = leader();
        List<Integer> acknowledged = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                wires.cut(member(nameOf(old)));
            }
            RatisStore asked = stores.get("m" + (i % 3 + 1));
            if (i >= 20 && asked == old) {
                continue;
            }
            int number = i;
            until("write " + i, () -> acknowledges(asked, number));
            acknowledged.add(number);
        }

        RatisStore next = another(old);
        assertThat(await(next.list("/w/")).entries())
                .extracting(Entry::key)
                .containsAll(acknowledged.stream().map(i -> "/w/" + i).toList());
    }

    private boolean acknowledges(RatisStore store, int number) {
        try {
            String key = "/w/" + number;
            await(store.txn(List.of(Compare.absent(key)), List.of(Op.put(key, "x"))));
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void beginThree() throws Exception {
        List<Future<RatisStore>> opened =
                THREE.stream().map(m -> open(m, THREE)).toList();
        await(Future.all(opened));
        opened.forEach(each -> stores.put(nameOf(each.result()), each.result()));
        for (RatisStore store : stores.values()) {
            await(store.group().joined());
        }
    }

    private RatisStore begin(Member self, List<Member> founders) throws Exception {
        RatisStore store = await(open(self, founders));
        stores.put(self.name(), store);
        return store;
    }

    private Future<RatisStore> open(Member self, List<Member> founders) {
        return RatisStore.open(
                vertx, new Seat(CLUSTER, self.name(), root.resolve(self.name())), founders, wires.of(self));
    }

    private RatisStore leader() {
        until("somebody leads", this::anyLeads);
        return stores.values().stream()
                .filter(store -> store.group().isLed())
                .findFirst()
                .orElseThrow();
    }

    private boolean anyLeads() {
        return stores.values().stream().anyMatch(store -> store.group().isLed());
    }

    private RatisStore another(RatisStore than) {
        until("another one leads", () -> stores.values().stream()
                .anyMatch(store -> store != than && store.group().isLed()));
        return stores.values().stream()
                .filter(store -> store != than && store.group().isLed())
                .findFirst()
                .orElseThrow();
    }

    private String nameOf(RatisStore store) {
        return store.group().self();
    }

    private static Member member(int number) {
        return member("m" + number);
    }

    private static Member member(String name) {
        return new Member(name, new Address("127.0.0.1", 8290 + name.charAt(1) - '0'));
    }

    private static void isNotNow(Throwable thrown) {
        assertThat(thrown).hasCauseInstanceOf(DmException.class);
        assertThat(((DmException) thrown.getCause()).code()).isEqualTo(StoreError.NOT_LEADER);
    }

    private static void put(RatisStore store, String key, String value) throws Exception {
        await(store.txn(List.of(), List.of(Op.put(key, value))));
    }

    private static String value(RatisStore store, String key) throws Exception {
        return await(store.list(key)).entry(key).map(Entry::value).orElse("");
    }

    private static void until(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
