package io.dm4j.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class LatchesTest {
    private final Latches latches = new Latches();

    @Test
    void oneCommandAtATimeForEachTask() {
        Promise<String> first = Promise.promise();
        Future<String> held = latches.holding("a", first::future);

        assertThat(latches.holding("a", () -> Future.succeededFuture("second")).cause())
                .hasMessageContaining("another command on task a is under way");
        assertThat(latches.holding("b", () -> Future.succeededFuture("other")).result())
                .isEqualTo("other");

        first.complete("first");
        assertThat(held.result()).isEqualTo("first");
        assertThat(latches.holding("a", () -> Future.succeededFuture("third")).result())
                .isEqualTo("third");
    }

    @Test
    void aCommandThatThrowsHoldsNothing() {
        Future<String> broken = latches.holding("a", () -> {
            throw new IllegalStateException("broken");
        });

        assertThat(broken.cause()).hasMessage("broken");
        assertThat(latches.holding("a", () -> Future.succeededFuture("next")).result())
                .isEqualTo("next");
    }
}
