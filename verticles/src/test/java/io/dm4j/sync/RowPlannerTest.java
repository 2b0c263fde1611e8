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

    /** {@code id} is its only key. */
    private static final Track KEYED = Fixtures.keyed("int", MissPolicy.FAIL);

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
    void keepsTheOrderWhereAUniqueValueMayBeNull() {
        List<RowStatement> statements = planned(Window.Rule.STRICT, INSERT, INSERT, DELETE, INSERT);

        assertThat(statements).extracting(RowStatement::rows).containsExactly(2, 1, 1);
        assertThat(statements.get(0).expected()).isEqualTo(2);
        assertThat(statements.get(0).sql()).endsWith("VALUES (1,10,100),(1,10,100)");
    }

    @Test
    void doesNotMergeOneByOne() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.OFF, Order.asRead());
        planner.add(INSERT, track, Window.Rule.STRICT, at(10));
        planner.add(INSERT, track, Window.Rule.STRICT, at(10));

        assertThat(planner.finish()).hasSize(2);
    }

    @Test
    void closesAMergedInsertBeforeItGrowsTooLarge() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, Order.free());
        for (int i = 0; i < 1_001; i++) {
            planner.add(INSERT, track, Window.Rule.STRICT, at(10));
        }

        assertThat(planner.finish()).extracting(RowStatement::rows).containsExactly(1_000, 1);
    }

    @Test
    void mergesChangesOfRowsThatShareNoUniqueValue() {
        assertThat(merged(KEYED, insert(1), update(2), insert(3), delete(4L), update(5), delete(6L)))
                .containsExactly(
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (1,0),(3,0)",
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (2,1),(5,1) ON DUPLICATE KEY UPDATE `v`=VALUES(`v`)",
                        "DELETE FROM `mall`.`t` WHERE (`id`=4) OR (`id`=6)");
    }

    @Test
    void keepsTheOrderOfOneRow() {
        assertThat(merged(KEYED, insert(1), update(1), delete(1L), insert(1), update(1)))
                .containsExactly(
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (1,0)",
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (1,1) ON DUPLICATE KEY UPDATE `v`=VALUES(`v`)",
                        "DELETE FROM `mall`.`t` WHERE (`id`=1)",
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (1,0)",
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (1,1) ON DUPLICATE KEY UPDATE `v`=VALUES(`v`)");
    }

    @Test
    void aKeyThatARowGaveUpIsTakenBehindIt() {
        RowChange moves = new RowChange.Update(SOURCE, new Object[] {1L, 0L}, new Object[] {2L, 0L});

        assertThat(merged(KEYED, insert(3), moves, insert(1), insert(4)))
                .containsExactly(
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (3,0)",
                        "UPDATE `mall`.`t` SET `id`=2,`v`=0 WHERE `id`=1",
                        "INSERT INTO `mall`.`t` (`id`,`v`) VALUES (1,0),(4,0)");
    }

    @Test
    void mergedUpdatesMustFindEachRowAndChangeIt() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, Order.free());
        planner.add(update(1), KEYED, Window.Rule.STRICT, at(10));

        assertThat(planner.finish())
                .extracting(RowStatement::verb, RowStatement::rows, RowStatement::expected)
                .containsExactly(tuple("UPDATE", 1, 2));
    }

    @Test
    void updatesGoAloneWhereTheirCountWouldNotTell() {
        Track counted = Fixtures.keyed("int", MissPolicy.COUNT);
        RowChange nothing = new RowChange.Update(SOURCE, new Object[] {1L, 0L}, new Object[] {1L, 0L});

        assertThat(merged(counted, update(1))).containsExactly("UPDATE `mall`.`t` SET `id`=1,`v`=1 WHERE `id`=1");
        assertThat(merged(KEYED, nothing)).containsExactly("UPDATE `mall`.`t` SET `id`=1,`v`=0 WHERE `id`=1");
        assertThat(planned(Window.Rule.STRICT, UPDATE_VALUE).get(0).sql()).startsWith("UPDATE ");
    }

    @Test
    void partsOfALargeTransactionHoldNothingThatMayHaveToBeRepeated() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.CERTAIN, Order.free());
        planner.add(update(1), KEYED, Window.Rule.STRICT, at(10));

        assertThat(planner.finish().get(0).sql()).startsWith("UPDATE ");
    }

    @Test
    void keepsTheOrderWhereTheTargetComparesOtherwiseThanWeDo() {
        Track text = Fixtures.keyed("varchar", MissPolicy.FAIL);

        assertThat(merged(text, text("a"), delete("b"), text("A"))).hasSize(3);
    }

    @Test
    void keepsTheOrderWhereTheTargetChecksForeignKeys() {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, Order.asRead());
        for (RowChange change : List.of(insert(1), delete(2L), insert(3), insert(4))) {
            planner.add(change, KEYED, Window.Rule.STRICT, at(10));
        }

        assertThat(planner.finish()).extracting(RowStatement::rows).containsExactly(1, 1, 2);
    }

    @Test
    void columnsGoByNameAndThoseOfTheTargetAloneStay() {
        List<Key> keys = List.of(Fixtures.primary("id"), Fixtures.unique("u"));
        TableSchema source = Fixtures.schema(SOURCE, keys, "id", "u", "v");
        TableSchema target = Fixtures.schema(Fixtures.TARGET, keys, "v", "more", "id", "u");
        Track wider = Track.of(source, target, Optional.empty(), MissPolicy.FAIL);
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, Order.free());

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

    private static RowChange insert(long id) {
        return new RowChange.Insert(SOURCE, new Object[] {id, 0L});
    }

    private static RowChange update(long id) {
        return new RowChange.Update(SOURCE, new Object[] {id, 0L}, new Object[] {id, 1L});
    }

    private static RowChange delete(Object id) {
        return new RowChange.Delete(SOURCE, new Object[] {id, 0L});
    }

    private static RowChange text(String id) {
        return new RowChange.Insert(SOURCE, new Object[] {id, 0L});
    }

    private static List<String> merged(Track track, RowChange... changes) {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, Order.free());
        for (RowChange change : changes) {
            planner.add(change, track, Window.Rule.STRICT, at(10));
        }
        return planner.finish().stream().map(RowStatement::sql).toList();
    }

    private List<String> sql(Window.Rule rule, RowChange... changes) {
        return planned(rule, changes).stream().map(RowStatement::sql).toList();
    }

    private List<RowStatement> planned(Window.Rule rule, RowChange... changes) {
        RowPlanner planner = new RowPlanner(RowPlanner.Merging.ALL, Order.free());
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
