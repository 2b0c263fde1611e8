package io.dm4j.binlog;

import io.dm4j.error.DmException;
import io.dm4j.position.BinlogPosition;
import io.dm4j.row.RowChange;
import io.dm4j.row.TableId;
import io.dm4j.row.TableSchema;
import java.util.ArrayList;
import java.util.List;

/** Rows as they came, decoded when asked for. */
final class RowsEvent implements BinlogEvent.Rows {
    private static final int NO_FOREIGN_KEY_CHECKS = 0x2;

    private final RowsForm form;
    private final TableMap map;
    private final int flags;
    private final byte[] body;
    private final int start;
    private final BinlogPosition where;
    private final long timestampMillis;
    private final long bytes;
    private final RowDecoders decoders;

    private RowsEvent(
            RowsForm form,
            TableMap map,
            int flags,
            Bytes in,
            RawEvent event,
            BinlogPosition where,
            RowDecoders decoders) {
        this.form = form;
        this.map = map;
        this.flags = flags;
        this.body = event.body();
        this.start = in.place();
        this.where = where;
        this.timestampMillis = event.timestampMillis();
        this.bytes = event.length();
        this.decoders = decoders;
    }

    static RowsEvent read(RawEvent event, TableMaps maps, BinlogPosition where, RowDecoders decoders) {
        RowsForm form = RowsForm.of(event.type());
        Bytes in = event.reader();
        TableMap map = maps.get(in.little(6));
        int flags = in.u16();
        return new RowsEvent(form, map, flags, in, event, where, decoders);
    }

    @Override
    public TableId table() {
        return map.table();
    }

    @Override
    public BinlogEvent.Kind kind() {
        return form.kind();
    }

    @Override
    public int columnCount() {
        return map.columns();
    }

    @Override
    public boolean foreignKeyChecks() {
        return (flags & NO_FOREIGN_KEY_CHECKS) == 0;
    }

    @Override
    public long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public List<RowChange> decode(TableSchema schema) {
        if (form.refusal().isPresent()) {
            throw new DmException(form.refusal().get(), "table " + table() + " at " + where + ": " + form.words());
        }
        try {
            return read(schema);
        } catch (Undecodable e) {
            throw new DmException(
                    e.code(), "table " + table() + " at " + where + ": its rows event: " + e.getMessage());
        }
    }

    private List<RowChange> read(TableSchema schema) {
        Bytes in = new Bytes(body, start, body.length);
        if (form.extraData()) {
            in.skip(in.u16() - 2);
        }
        int columns = in.packed();
        if (columns != map.columns()) {
            throw new Undecodable(
                    BinlogError.MALFORMED_EVENT, "it has " + columns + " columns, its table " + map.columns());
        }
        for (int images = 0; images < form.images(); images++) {
            wantAllColumns(in, columns);
        }
        RowDecoder decoder = decoders.of(schema, map, where);
        List<RowChange> changes = new ArrayList<>();
        while (in.remaining() > 0) {
            changes.add(change(decoder, in));
        }
        return changes;
    }

    private static void wantAllColumns(Bytes in, int columns) {
        byte[] present = in.bytes((columns + 7) / 8);
        for (int i = 0; i < columns; i++) {
            if ((present[i / 8] >> i % 8 & 1) == 0) {
                throw new Undecodable(
                        BinlogError.PARTIAL_ROW, "the upstream wrote only some of the columns (binlog_row_image)");
            }
        }
    }

    private RowChange change(RowDecoder decoder, Bytes in) {
        Object[] first = decoder.image(in, where);
        return switch (form.kind()) {
            case INSERT -> new RowChange.Insert(table(), first);
            case DELETE -> new RowChange.Delete(table(), first);
            case UPDATE -> new RowChange.Update(table(), first, decoder.image(in, where));
        };
    }

    /** No values. */
    @Override
    public String toString() {
        return "Rows[" + form.kind() + " " + table() + " at " + where + "]";
    }
}
