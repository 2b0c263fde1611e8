package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.dm4j.row.TableSchema;
import java.util.BitSet;

/** Reads row images of one table by one definition. Confined to one thread at a time. */
final class RowDecoder {
    private final TableSchema schema;
    private final TableMap map;
    private final Cell[] cells;

    private RowDecoder(TableSchema schema, TableMap map, Cell[] cells) {
        this.schema = schema;
        this.map = map;
        this.cells = cells;
    }

    /**
     * The decoder for a definition and a layout.
     *
     * @param where of the event, for messages
     * @throws DmException if they do not fit, or a column cannot be told exactly
     */
    static RowDecoder of(TableSchema schema, TableMap map, Object where) {
        if (schema.columns().size() != map.columns()) {
            throw new DmException(
                    BinlogError.COLUMN_MISMATCH,
                    "table " + map.table() + " at " + where + ": the binlog has " + map.columns()
                            + " columns, the definition we hold has "
                            + schema.columns().size());
        }
        Cell[] cells = new Cell[map.columns()];
        for (int i = 0; i < cells.length; i++) {
            try {
                cells[i] = cell(schema, map, i);
            } catch (Undecodable e) {
                throw coded(e, schema, map, i, where);
            }
        }
        return new RowDecoder(schema, map, cells);
    }

    private static Cell cell(TableSchema schema, TableMap map, int column) {
        boolean unsigned = map.unsigned()
                .map(signs -> signs.get(column))
                .orElseGet(() -> schema.columns().get(column).isUnsigned());
        return Cells.of(schema.columns().get(column), map.types()[column], map.metadata()[column], unsigned);
    }

    boolean serves(TableSchema otherSchema, TableMap otherMap) {
        return schema == otherSchema && map.sameLayout(otherMap);
    }

    /** One full row image. */
    Object[] image(Bytes in, Object where) {
        BitSet nulls = BitSet.valueOf(in.bytes((cells.length + 7) / 8));
        Object[] row = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            if (!nulls.get(i)) {
                row[i] = value(i, in, where);
            }
        }
        return row;
    }

    private Object value(int column, Bytes in, Object where) {
        try {
            return cells[column].read(in);
        } catch (Undecodable e) {
            throw coded(e, schema, map, column, where);
        }
    }

    private static DmException coded(Undecodable e, TableSchema schema, TableMap map, int column, Object where) {
        return new DmException(
                e.code(),
                "table " + map.table() + " at " + where + ": column "
                        + schema.columns().get(column).name() + ": " + e.getMessage());
    }
}
