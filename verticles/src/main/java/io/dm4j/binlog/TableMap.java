package io.dm4j.binlog;

import io.dm4j.row.TableId;
import java.util.BitSet;
import java.util.Optional;

/**
 * The layout of a table's row images in the events that follow.
 *
 * @param types {@link ColumnCode}, one per column
 * @param metadata what the type needs to find a value's length; numbers as the event's bytes, little-endian
 * @param unsigned by column, if the server tells ({@code binlog_row_metadata}, MySQL 8 and MariaDB 10.5)
 */
record TableMap(long id, TableId table, int[] types, int[] metadata, Optional<BitSet> unsigned) {
    private static final int SIGNEDNESS = 1;

    static TableMap read(Bytes in) {
        long id = in.little(6);
        in.skip(2);
        String schema = in.name(in.u8());
        in.skip(1);
        String table = in.name(in.u8());
        in.skip(1);
        int[] types = new int[in.packed()];
        for (int i = 0; i < types.length; i++) {
            types[i] = in.u8();
        }
        int[] metadata = metadata(types, in.part(in.packed()));
        in.skip((types.length + 7) / 8);
        return new TableMap(id, new TableId(schema, table), types, metadata, unsigned(types, in));
    }

    int columns() {
        return types.length;
    }

    boolean sameLayout(TableMap other) {
        return java.util.Arrays.equals(types, other.types)
                && java.util.Arrays.equals(metadata, other.metadata)
                && unsigned.equals(other.unsigned);
    }

    private static int[] metadata(int[] types, Bytes in) {
        int[] metadata = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            metadata[i] = (int) in.little(Math.min(in.remaining(), ColumnCode.metadataLength(types[i])));
        }
        return metadata;
    }

    private static Optional<BitSet> unsigned(int[] types, Bytes in) {
        while (in.remaining() > 0) {
            int kind = in.u8();
            Bytes field = in.part(in.packed());
            if (kind == SIGNEDNESS) {
                return Optional.of(unsignedColumns(types, field));
            }
        }
        return Optional.empty();
    }

    private static BitSet unsignedColumns(int[] types, Bytes bits) {
        BitSet unsigned = new BitSet();
        byte[] bytes = bits.rest();
        int numeric = 0;
        for (int i = 0; i < types.length; i++) {
            if (ColumnCode.isNumeric(types[i])) {
                unsigned.set(i, (bytes[numeric / 8] & 0x80 >> numeric % 8) != 0);
                numeric++;
            }
        }
        return unsigned;
    }
}
