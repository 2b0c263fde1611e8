package io.dm4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every metadata store owes; a subclass only opens one that is empty, and closes it. */
public abstract class MetaStoreContract {

    protected MetaStore store;

    protected abstract MetaStore open() throws Exception;

    protected abstract void close(MetaStore store) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() throws Exception {
        close(store);
    }

    @Test
    void createsOnlyWhatIsAbsent() throws Exception {
        TxnResult first = await(store.txn(List.of(Compare.absent("/a")), List.of(Op.put("/a", "1"))));
        TxnResult second = await(store.txn(List.of(Compare.absent("/a")), List.of(Op.put("/a", "2"))));

        assertThat(first.succeeded()).isTrue();
        assertThat(second.succeeded()).isFalse();
        assertThat(value("/a")).isEqualTo("1");
    }

    @Test
    void makesOneRevisionOfATransaction() throws Exception {
        long before = await(store.list("/")).revision();

        TxnResult done = await(store.txn(List.of(), List.of(Op.put("/a", "1"), Op.put("/b", "2"))));

        assertThat(done.revision()).isEqualTo(before + 1);
        assertThat(await(store.list("/")).entries())
                .extracting(Entry::modified)
                .containsExactly(done.revision(), done.revision());
    }

    @Test
    void refusesAWriteOverSomebodyElsesWrite() throws Exception {
        put("/a", "1");
        Entry seen = await(store.list("/a")).entries().get(0);
        put("/a", "2");

        TxnResult late = await(store.txn(List.of(Compare.unchanged(seen)), List.of(Op.put("/a", "3"))));

        assertThat(late.succeeded()).isFalse();
        assertThat(value("/a")).isEqualTo("2");
    }

    @Test
    void tellsAKeyMadeAnewFromTheOldOne() throws Exception {
        put("/a", "1");
        Entry seen = await(store.list("/a")).entries().get(0);
        await(store.txn(List.of(), List.of(Op.delete("/a"))));
        put("/a", "1");

        TxnResult late = await(store.txn(List.of(Compare.sameLife(seen)), List.of(Op.put("/b", "1"))));

        assertThat(late.succeeded()).isFalse();
    }

    @Test
    void listsAPrefixInKeyOrder() throws Exception {
        await(store.txn(List.of(), List.of(Op.put("/t/b", "2"), Op.put("/t/a", "1"), Op.put("/u", "3"))));

        assertThat(await(store.list("/t/")).entries()).extracting(Entry::key).containsExactly("/t/a", "/t/b");
    }

    @Test
    void deletesAPrefix() throws Exception {
        await(store.txn(List.of(), List.of(Op.put("/t/b", "2"), Op.put("/t/a", "1"), Op.put("/u", "3"))));

        await(store.txn(List.of(), List.of(Op.deletePrefix("/t/"))));

        assertThat(await(store.list("/")).entries()).extracting(Entry::key).containsExactly("/u");
    }

    @Test
    void replaysThePastThenTellsWhatComes() throws Exception {
        long first = put("/w/a", "1");
        put("/other", "x");
        BlockingQueue<Changes> told = new LinkedBlockingQueue<>();

        await(store.watch("/w/", first, told::add));
        await(store.txn(List.of(), List.of(Op.delete("/w/a"))));

        assertThat(next(told).changes().get(0).now()).map(Entry::value).contains("1");
        assertThat(next(told).changes().get(0).now()).isEmpty();
    }

    @Test
    void tellsNothingAfterCancel() throws Exception {
        BlockingQueue<Changes> told = new LinkedBlockingQueue<>();
        await(store.watch("/w/", 0, told::add)).cancel();

        put("/w/a", "1");

        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void keepsALeaseAliveBeyondItsTime() throws Exception {
        long lease = await(store.grant(Duration.ofMillis(600)));
        await(store.txn(List.of(), List.of(Op.put("/l", "1", lease))));

        long end = System.nanoTime() + Duration.ofMillis(1200).toNanos();
        while (System.nanoTime() < end) {
            await(store.keepAlive(lease));
            TimeUnit.MILLISECONDS.sleep(100);
        }

        assertThat(value("/l")).isEqualTo("1");
    }

    @Test
    void deletesTheKeysOfAnEndedLeaseAndTellsIt() throws Exception {
        BlockingQueue<Changes> told = new LinkedBlockingQueue<>();
        await(store.watch("/l", 0, told::add));
        long lease = await(store.grant(Duration.ofMillis(300)));
        await(store.txn(List.of(), List.of(Op.put("/l", "1", lease))));

        assertThat(next(told).changes().get(0).now()).isPresent();
        assertThat(next(told).changes().get(0).now()).isEmpty();
        assertThatThrownBy(() -> await(store.keepAlive(lease)))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(StoreError.LEASE_GONE));
    }

    @Test
    void refusesAPutUnderAnEndedLease() throws Exception {
        long lease = await(store.grant(Duration.ofMinutes(1)));
        await(store.revoke(lease));

        assertThatThrownBy(() -> await(store.txn(List.of(), List.of(Op.put("/l", "1", lease)))))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(StoreError.LEASE_GONE));
    }

    @Test
    void aKeyThatWasPutUnderAnotherLeaseOutlivesTheFirst() throws Exception {
        long first = await(store.grant(Duration.ofMinutes(1)));
        long second = await(store.grant(Duration.ofMinutes(1)));
        await(store.txn(List.of(), List.of(Op.put("/l", "1", first), Op.put("/m", "1", first))));
        await(store.txn(List.of(), List.of(Op.put("/l", "2", second), Op.put("/m", "2"))));

        await(store.revoke(first));

        assertThat(value("/l")).isEqualTo("2");
        await(store.revoke(second));
        assertThat(await(store.list("/")).entries()).extracting(Entry::key).containsExactly("/m");
    }

    private long put(String key, String value) throws Exception {
        return await(store.txn(List.of(), List.of(Op.put(key, value)))).revision();
    }

    private String value(String key) throws Exception {
        return await(store.list(key)).entry(key).orElseThrow().value();
    }

    private static Changes next(BlockingQueue<Changes> told) throws InterruptedException {
        Changes changes = told.poll(5, TimeUnit.SECONDS);
        assertThat(changes).as("a change within 5 s").isNotNull();
        return changes;
    }

    protected static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
