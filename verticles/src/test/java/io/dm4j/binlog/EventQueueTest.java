package io.dm4j.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventQueueTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final EventQueue queue = new EventQueue(context, 100);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void keepsOrderAndCompletesOnTheContext() throws Exception {
        queue.put(event(1, 10));
        queue.put(event(2, 10));
        AtomicReference<Context> seen = new AtomicReference<>();
        Promise<List<BinlogEvent>> read = Promise.promise();

        context.runOnContext(v -> queue.read()
                .onSuccess(events -> seen.set(Vertx.currentContext()))
                .onComplete(read));

        assertThat(read.future().await())
                .extracting(BinlogEvent::timestampMillis)
                .containsExactly(1L, 2L);
        assertThat(seen.get()).isEqualTo(context);
    }

    @Test
    void makesTheWriterWaitForRoom() throws Exception {
        queue.put(event(1, 60));
        CountDownLatch written = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            put(event(2, 60));
            written.countDown();
        });
        writer.start();

        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(written.getCount()).isEqualTo(1);

        assertThat(queue.read().await()).hasSize(1);
        queue.read();
        assertThat(written.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void letsOneTooLargeInAlone() throws Exception {
        queue.put(event(1, 1_000_000));

        assertThat(queue.read().await()).hasSize(1);
    }

    @Test
    void keepsTheWriterFromReadingOnWhileALargeOneIsHeld() throws Exception {
        queue.put(event(1, 1_000_000));
        assertThat(queue.read().await()).hasSize(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            awaitRoom();
            goesOn.countDown();
        });
        writer.start();

        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(goesOn.getCount()).isEqualTo(1);

        queue.read();
        assertThat(goesOn.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesWhatWaitsBeforeItFails() throws Exception {
        DmException lost = new DmException(BinlogError.CONNECTION_LOST, "lost");
        queue.put(event(1, 10));
        queue.end(lost);
        queue.end(new DmException(BinlogError.CLOSED, "later"));

        assertThat(queue.read().await()).hasSize(1);
        assertThatThrownBy(() -> queue.read().await()).isSameAs(lost);
        assertThatThrownBy(() -> queue.put(event(2, 10))).isSameAs(lost);
    }

    @Test
    void wakesReaderAndWriterWhenClosed() throws Exception {
        DmException closed = new DmException(BinlogError.CLOSED, "closed");
        Future<List<BinlogEvent>> read = queue.read();

        queue.close(closed);

        assertThatThrownBy(read::await).isSameAs(closed);
    }

    @Test
    void refusesASecondReader() {
        queue.read();

        assertThat(queue.read().cause()).isInstanceOf(IllegalStateException.class);
    }

    private void put(BinlogEvent event) {
        try {
            queue.put(event);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRoom() {
        try {
            queue.awaitRoom();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BinlogEvent event(long number, long bytes) {
        return new BinlogEvent.Begin("", number, bytes);
    }
}
