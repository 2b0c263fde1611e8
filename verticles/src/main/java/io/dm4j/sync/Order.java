package io.dm4j.sync;

import io.dm4j.row.TableId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which statements a change must stand behind. Changes of different tables, and of rows that share no unique value, may
 * change places within one target transaction, as nobody sees it half done; all others keep their order.
 */
final class Order {
    private final Map<Object, Integer> behind = new HashMap<>();
    private final boolean tablesTied;
    private int end = -1;

    private Order(boolean tablesTied) {
        this.tablesTied = tablesTied;
    }

    static Order free() {
        return new Order(false);
    }

    /** No change stands before one that was read earlier: the target checks foreign keys statement by statement. */
    static Order asRead() {
        return new Order(true);
    }

    /**
     * The last statement that the change must not come before; -1 if it may stand anywhere.
     *
     * @param values before and after the change; none = it may concern any row of the table
     */
    int last(TableId table, List<UniqueValue> values) {
        if (tablesTied) {
            return end;
        }
        if (values.isEmpty()) {
            return behind.getOrDefault(table, -1);
        }
        int last = behind.getOrDefault(new WholeTable(table), -1);
        for (UniqueValue value : values) {
            last = Math.max(last, behind.getOrDefault(value, -1));
        }
        return last;
    }

    /** The change stands in this statement. */
    void stands(TableId table, List<UniqueValue> values, int place) {
        end = Math.max(end, place);
        behind.merge(table, place, Math::max);
        if (values.isEmpty()) {
            behind.put(new WholeTable(table), place);
        }
        values.forEach(value -> behind.merge(value, place, Math::max));
    }

    /** Changes of this table that may concern any of its rows. */
    private record WholeTable(TableId table) {}
}
