package io.dm4j.sync;

import static io.dm4j.sync.Fixtures.SOURCE;
import static io.dm4j.sync.Fixtures.at;
import static io.dm4j.sync.Fixtures.position;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.binlog.BinlogEvent;
import io.dm4j.row.TableId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssemblerTest {
    private static final TableId OTHER = new TableId("other", "t");

    private final Assembler assembler =
            new Assembler(position(50), (rows, behind) -> rows.table().equals(SOURCE), 100, 30);

    @Test
    void keepsATransactionWholeAndDropsFilteredRows() {
        List<Work> work = add(begin(), Fixtures.rows(SOURCE, 20), Fixtures.rows(OTHER, 500), commit(90));

        assertThat(work).singleElement().isInstanceOfSatisfying(Work.Transaction.class, transaction -> {
            assertThat(transaction.changes()).hasSize(1);
            assertThat(transaction.bytes()).isEqualTo(20);
            assertThat(transaction.end()).isEqualTo(position(90));
        });
    }

    @Test
    void tellsATransactionWithNothingForUs() {
        assertThat(add(begin(), Fixtures.rows(OTHER, 20), commit(90)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Work.Transaction.class, t -> assertThat(t.changes()).isEmpty());
    }

    @Test
    void givesALargeTransactionInPartsWithAPlaceInsideIt() {
        List<Work> work = add(
                begin(),
                Fixtures.rows(SOURCE, 60),
                Fixtures.rows(SOURCE, 60),
                Fixtures.rows(SOURCE, 40),
                Fixtures.rows(SOURCE, 10),
                commit(900),
                begin(),
                Fixtures.rows(SOURCE, 10),
                commit(950));

        assertThat(work)
                .extracting(one -> one.getClass().getSimpleName())
                .containsExactly("Part", "Part", "LastPart", "Transaction");
        assertThat(((Work.Part) work.get(0)).within()).isEqualTo(at(51));
        assertThat(((Work.LastPart) work.get(2)).rest().changes()).hasSize(1);
    }

    @Test
    void passesHeartbeatsOn() {
        assertThat(add(new BinlogEvent.Heartbeat(position(70), 0, 0))).containsExactly(new Work.Seen(position(70)));
    }

    private List<Work> add(BinlogEvent... events) {
        List<Work> work = new ArrayList<>();
        for (BinlogEvent event : events) {
            assembler.add(event).ifPresent(work::add);
        }
        return work;
    }

    private static BinlogEvent begin() {
        return new BinlogEvent.Begin("", 1, 10);
    }

    private static BinlogEvent commit(long end) {
        return new BinlogEvent.Commit(position(end), 1, 10);
    }
}
