package io.dm4j.sync;

import static io.dm4j.sync.Fixtures.position;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Intake intake = new Intake(100);

    @Test
    void groupsWholeTransactionsUpToTheBudget() {
        intake.add(transaction(1, 40));
        intake.add(transaction(2, 40));
        intake.add(transaction(3, 40));

        assertThat(intake.head(80)).hasSize(2);
        assertThat(intake.isFull()).isTrue();
    }

    @Test
    void givesATransactionOverTheBudgetAlone() {
        intake.add(transaction(1, 90));
        intake.add(transaction(2, 1));

        assertThat(intake.head(80)).extracting(Work.Transaction::end).containsExactly(position(1));
    }

    @Test
    void aGroupEndsAtWhatIsNoTransaction() {
        intake.add(transaction(1, 1));
        intake.add(new Work.Seen(position(2)));
        intake.add(transaction(3, 1));

        assertThat(intake.head(80)).hasSize(1);
    }

    @Test
    void hasRoomAgainWhenWorkThatWasTakenIsDone() {
        intake.add(transaction(1, 100));
        intake.take();
        assertThat(intake.isFull()).isTrue();

        intake.done();

        assertThat(intake.isFull()).isFalse();
        assertThat(intake.isEmpty()).isTrue();
    }

    private static Work.Transaction transaction(long end, long bytes) {
        return new Work.Transaction(position(end), 1, List.of(), bytes);
    }
}
