package io.dm4j.sync;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.position.Window;
import io.dm4j.row.Column;
import io.dm4j.row.Key;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A replicated table: its definition on both sides and how its changes are applied. Immutable.
 *
 * <p>The target's definition is cut down to the columns that the upstream has too; columns go by name.
 */
final class Track {
    /** Values of these are the same to the target if and only if they are the same to us. */
    private static final Set<String> EXACT = Set.of(
            "tinyint", "smallint", "mediumint", "int", "bigint", "date", "datetime", "timestamp", "time", "year");

    private final TableSchema source;
    private final TableSchema target;
    private final int[] sourceIndexes;
    private final Set<String> onlyOnTarget;
    private final Optional<Window> window;
    private final MissPolicy policy;
    private final List<int[]> comparableKeys;

    private Track(
            TableSchema source,
            TableSchema target,
            int[] sourceIndexes,
            Set<String> onlyOnTarget,
            Optional<Window> window,
            MissPolicy policy) {
        this.source = source;
        this.target = target;
        this.sourceIndexes = sourceIndexes;
        this.onlyOnTarget = onlyOnTarget;
        this.window = window;
        this.policy = policy;
        this.comparableKeys = wider() ? List.of() : comparableKeys(target);
    }

    /** Columns of each unique key; none if there is one whose values cannot be compared here. */
    private static List<int[]> comparableKeys(TableSchema target) {
        boolean all = target.uniqueKeys().stream()
                .allMatch(key -> key.notNull() && key.columns().stream().allMatch(name -> isExact(target, name)));
        return all
                ? target.uniqueKeys().stream()
                        .map(key ->
                                key.columns().stream().mapToInt(target::indexOf).toArray())
                        .toList()
                : List.of();
    }

    private static boolean isExact(TableSchema target, String column) {
        Column found = target.columns().get(target.indexOf(column));
        return !found.generated() && EXACT.contains(found.dataType());
    }

    static Track of(TableSchema source, TableSchema target, Optional<Window> window, MissPolicy policy) {
        List<Column> columns = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (Column column : target.columns()) {
            find(source, column.name()).ifPresent(index -> {
                columns.add(column);
                indexes.add(index);
            });
        }
        requireAll(source, target);
        TableSchema narrow = new TableSchema(target.id(), columns, keysWithin(target, columns));
        int[] sourceIndexes = indexes.stream().mapToInt(Integer::intValue).toArray();
        Set<String> onlyOnTarget = Definitions.onlyOnTarget(source, target);
        return new Track(source, narrow, sourceIndexes, onlyOnTarget, window, policy);
    }

    /** What the upstream computes may be missing on the target; what it stores may not. */
    private static void requireAll(TableSchema source, TableSchema target) {
        for (Column column : source.columns()) {
            if (!column.generated() && find(target, column.name()).isEmpty()) {
                throw new DmException(
                        SyncError.COLUMN_MISSING,
                        "column `%s` of %s is not in %s on the target"
                                .formatted(column.name(), source.id(), target.id()));
            }
        }
    }

    private static Optional<Integer> find(TableSchema schema, String column) {
        for (int i = 0; i < schema.columns().size(); i++) {
            if (schema.columns().get(i).name().equalsIgnoreCase(column)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static List<Key> keysWithin(TableSchema target, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        return target.uniqueKeys().stream()
                .filter(key -> names.containsAll(key.columns()))
                .toList();
    }

    TableSchema source() {
        return source;
    }

    TableSchema target() {
        return target;
    }

    TableId id() {
        return target.id();
    }

    MissPolicy policy() {
        return policy;
    }

    /** The target has columns that the upstream lacks; a REPLACE would reset them. */
    boolean wider() {
        return !onlyOnTarget.isEmpty();
    }

    /** Lower-case names of columns that the upstream lacks. */
    Set<String> onlyOnTarget() {
        return onlyOnTarget;
    }

    /** An image of the upstream's row in the order of the target's columns. */
    Object[] image(Object[] upstream) {
        Object[] image = new Object[sourceIndexes.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = upstream[sourceIndexes[i]];
        }
        return image;
    }

    /** The unique values of a row's images; none if they cannot be told apart as the target does. */
    List<UniqueValue> uniqueValues(Object[]... images) {
        List<UniqueValue> values = new ArrayList<>();
        for (Object[] image : images) {
            for (int key = 0; key < comparableKeys.size(); key++) {
                values.add(new UniqueValue(id(), key, values(comparableKeys.get(key), image)));
            }
        }
        return values;
    }

    private static List<Object> values(int[] columns, Object[] image) {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = image[columns[i]];
        }
        return List.of(values);
    }

    /** A row that is there can collide with none but itself, and one that is not there would be noticed. */
    boolean hasOneKeyOnly() {
        return policy == MissPolicy.FAIL
                && !wider()
                && target.rowKey().isPresent()
                && target.uniqueKeys().size() == 1
                && target.rowKey().get().columns().size()
                        < target.columns().stream().filter(c -> !c.generated()).count();
    }

    /** What to do with a transaction that ends here; a table without a key is always exact. */
    Window.Rule rule(BinlogPosition end, boolean safeMode) {
        Window.Rule rule = window.map(w -> w.of(end)).orElse(Window.Rule.STRICT);
        if (rule == Window.Rule.SKIP) {
            return rule;
        }
        if (target.rowKey().isEmpty()) {
            return Window.Rule.STRICT;
        }
        return safeMode ? Window.Rule.IDEMPOTENT : rule;
    }

    boolean skips(BinlogPosition end) {
        return rule(end, false) == Window.Rule.SKIP;
    }

    /** Names of the columns that find a row, for messages. */
    String keyWords() {
        return target.rowKey().map(key -> "key " + key.columns()).orElse("all columns");
    }
}
