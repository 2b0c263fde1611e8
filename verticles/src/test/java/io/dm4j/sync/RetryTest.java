package io.dm4j.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final Vertx vertx = Vertx.vertx();
    private final Retry retry = new Retry(vertx, 3, Duration.ofMillis(1), Duration.ofMillis(4));
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void repeatsUntilItSucceeds() {
        assertThat(run(2, true).succeeded()).isTrue();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void givesUpAfterItsAttempts() {
        assertThat(run(99, true).failed()).isTrue();
        assertThat(attempts).hasValue(3);
    }

    @Test
    void doesNotRepeatWhatDoesNotHeal() {
        assertThat(run(99, false).failed()).isTrue();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void waitsTwiceAsLongEachTimeUpToABound() {
        assertThat(retry.wait(1)).isEqualTo(Duration.ofMillis(1));
        assertThat(retry.wait(2)).isEqualTo(Duration.ofMillis(2));
        assertThat(retry.wait(50)).isEqualTo(Duration.ofMillis(4));
    }

    private Future<String> run(int succeedsAt, boolean heals) {
        Future<String> result = retry.run(() -> attempt(succeedsAt), failure -> heals);
        try {
            result.await();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("not yet");
        }
        return result;
    }

    private Future<String> attempt(int succeedsAt) {
        return attempts.incrementAndGet() < succeedsAt
                ? Future.failedFuture(new IllegalStateException("not yet"))
                : Future.succeededFuture("done");
    }
}
