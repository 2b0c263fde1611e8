package io.dm4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dm4j.error.DmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract of the stores does not see: images, and what they do to those who follow. */
class KeyspaceTest {

    private final Keyspace keyspace = new Keyspace();

    @Test
    void goesOnFromAnImageAsFromItself() {
        long lease = keyspace.grant(Duration.ofSeconds(7));
        keyspace.txn(List.of(), List.of(Op.put("/a", "1"), Op.put("/l", "x", lease)));
        Keyspace other = new Keyspace();

        other.restore(keyspace.image());

        assertThat(other.image()).isEqualTo(keyspace.image());
        assertThat(other.txn(List.of(), List.of(Op.put("/b", "2"))))
                .isEqualTo(keyspace.txn(List.of(), List.of(Op.put("/b", "2"))));
        assertThat(other.grant(Duration.ofSeconds(1))).isEqualTo(keyspace.grant(Duration.ofSeconds(1)));
        assertThat(other.lease(lease)).contains(Duration.ofSeconds(7));
    }

    @Test
    void tellsFollowersWhatAnImageChanged() {
        keyspace.txn(List.of(), List.of(Op.put("/stays", "1"), Op.put("/goes", "1")));
        Keyspace other = new Keyspace();
        other.restore(keyspace.image());
        other.txn(List.of(), List.of(Op.delete("/goes"), Op.put("/comes", "1")));
        List<Changes> told = new ArrayList<>();
        keyspace.follow(0, told::add);

        keyspace.restore(other.image());

        assertThat(told).hasSize(1);
        assertThat(told.get(0).revision()).isEqualTo(2);
        assertThat(told.get(0).changes()).extracting(Change::key).containsExactly("/comes", "/goes");
    }

    @Test
    void saysThatThePastBeforeAnImageIsGone() {
        keyspace.txn(List.of(), List.of(Op.put("/a", "1")));
        Keyspace other = new Keyspace();
        other.restore(keyspace.image());

        assertThatThrownBy(() -> other.follow(1, changes -> {}))
                .isInstanceOfSatisfying(
                        DmException.class, e -> assertThat(e.code()).isEqualTo(StoreError.COMPACTED));
    }

    @Test
    void changesNothingWhenATransactionNamesAnEndedLease() {
        assertThatThrownBy(() -> keyspace.txn(List.of(), List.of(Op.put("/a", "1"), Op.put("/b", "1", 99))))
                .isInstanceOf(DmException.class);

        assertThat(keyspace.list("/").entries()).isEmpty();
    }
}
