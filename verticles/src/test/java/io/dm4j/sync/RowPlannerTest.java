package io.dm4j.sync;

import static io.dm4j.sync.Fixtures.SOURCE;
import static io.dm4j.sync.Fixtures.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.dm4j.position.Window;
import io.dm4j.row.Key;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableSchema;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RowPlannerTest {
    private static final RowChange INSERT = new RowChange.Insert(SOURCE, row(1, 10, 100));
    private static final RowChange UPDATE_VALUE = new RowChange.Update(SOURCE, row(1, 10, 100), row(1, 10, 200));
    private static final RowChange UPDATE_UNIQUE = new RowChange.Update(SOURCE, row(1, 10, 100), row(1, 11, 100));
    private static final RowChange UPDATE_KEY = new RowChange.Update(SOURCE, row(1, 10, 100), row(2, 10, 100));
    private static final RowChange DELETE = new RowChange.Delete(SOURCE, row(1, 10, 100));

    private final Track track = Fixtures.track(Optional.empty());

    @Test
    void skipsWhatTheCopyHolds() {
        assertThat(planned(Window.Rule.SKIP, INSERT, UPDATE_KEY, DELETE)).isEmpty();
    }

    @Test
    void strictChangesMustFindTheirRow() {
        assertThat(planned(Window.Rule.STRICT, INSERT, UPDATE_KEY, DELETE))
                .extracting(RowStatement::verb, RowStatement::expected)
                .containsExactly(tuple("INSERT", 1), tuple("UPDATE", 1), tuple("DELETE", 1));
    }

    @Test
    void strictUpdateFindsTheOldKey() {
        assertThat(sql(Window.Rule.STRICT, UPDATE_KEY))
                .containsExactly("UPDATE `mall`.`t` SET `id`=2,`u`=10,`v`=100 WHERE `id`=1");
    }

    @Test
    void idempotentInsertReplaces() {
        assertThat(sql(Window.Rule.IDEMPOTENT, INSERT))
                .containsExactly("REPLACE INTO `mall`.`t` (`id`,`u`,`v`) VALUES (1,10,100)");
    }

    @Test
    void idempotentUpdateReplaces() {
        assertThat(sql(Window.Rule.IDEMPOTENT, UPDATE_VALUE))
                .containsExactly("REPLACE INTO `mall`.`t` (`id`,`u`,`v`) VALUES (1,10,200)");
    }

    @Test
    void idempotentUpdateOfAnyUniqueValueRemovesTheOldRowFirst() {
        assertThat(sql(Window.Rule.IDEMPOTENT, UPDATE_KEY))
                .containsExactly(
                        "DELETE FROM `mall`.`t` WHERE `id`=1",
                        "REPLACE INTO `mall`.`t` (`id`,`u`,`v`) VALUES (2,10,100)");
        assertThat(sql(Window.Rule.IDEMPOTENT, UPDATE_UNIQUE)).hasSize(2);
    }

    @Test
    void idempotentChangesMayMiss() {
        assertThat(planned(Window.Rule.IDEMPOTENT, INSERT, UPDATE_KEY, DELETE))
                .extracting(RowStatement::expected)
                .containsOnly(RowStatement.ANY);
    }

    @Test
    void mergesConsecutiveInsertsOnly() {
        List<RowStatement> statements = planned(Window.Rule.STRICT, INSERT, INSERT, DELETE, INSERT);

        assertThat(statements).extracting(RowStatement::rows).containsExactly(2, 1, 1);
        assertThat(statements.get(0).expected()).isEqualTo(2);
        assertThat(statements.get(0).sql()).endsWith("VALUES (1,10,100),(1,10,100)");
    }

    @Test
    void doesNotMergeOneByOne() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.OFF);
        planner.add(INSERT, track, Window.Rule.STRICT, at(10));
        planner.add(INSERT, track, Window.Rule.STRICT, at(10));

        assertThat(planner.finish()).hasSize(2);
    }

    @Test
    void closesAMergedInsertBeforeItGrowsTooLarge() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ON);
        for (int i = 0; i < 1_001; i++) {
            planner.add(INSERT, track, Window.Rule.STRICT, at(10));
        }

        assertThat(planner.finish()).extracting(RowStatement::rows).containsExactly(1_000, 1);
    }

    @Test
    void columnsGoByNameAndThoseOfTheTargetAloneStay() {
        List<Key> keys = List.of(Fixtures.primary("id"), Fixtures.unique("u"));
        TableSchema source = Fixtures.schema(SOURCE, keys, "id", "u", "v");
        TableSchema target = Fixtures.schema(Fixtures.TARGET, keys, "v", "more", "id", "u");
        Track wider = Track.of(source, target, Optional.empty(), MissPolicy.FAIL);
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ON);

        planner.add(INSERT, wider, Window.Rule.IDEMPOTENT, at(10));

        assertThat(planner.finish())
                .extracting(RowStatement::sql)
                .containsExactly(
                        "DELETE FROM `mall`.`t` WHERE `u`=10 AND NOT (`id`=1)",
                        "INSERT INTO `mall`.`t` (`v`,`id`,`u`) VALUES (100,1,10) ON DUPLICATE KEY UPDATE"
                                + " `v`=VALUES(`v`),`id`=VALUES(`id`),`u`=VALUES(`u`)");
    }

    @Test
    void messagesNameTableKeyAndPositionButNoValue() {
        assertThat(planned(Window.Rule.STRICT, DELETE).get(0).what())
                .isEqualTo("DELETE of 1 row(s) of `mall`.`t` by key [id], transaction ending at (binlog.000001, 10)");
    }

    private List<String> sql(Window.Rule rule, RowChange... changes) {
        return planned(rule, changes).stream().map(RowStatement::sql).toList();
    }

    private List<RowStatement> planned(Window.Rule rule, RowChange... changes) {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ON);
        for (RowChange change : changes) {
            planner.add(change, track, rule, at(10));
        }
        return planner.finish();
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static Object[] row(long id, long u, long v) {
        return new Object[] {id, u, v};
    }
}
