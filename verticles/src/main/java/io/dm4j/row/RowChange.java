package io.dm4j.row;

/**
 * One row, before and after. Images hold one value per column of the table's schema, in its order.
 *
 * <p>Values are typed so that nothing is lost: {@code null}, {@link Long}, {@link java.math.BigInteger} (unsigned 64-bit and
 * BIT above {@link Long#MAX_VALUE}), {@link java.math.BigDecimal}, {@link Float}, {@link Double}, {@link String} (text, and
 * every date and time in the server's own digits), {@code byte[]} (binary strings, geometry in the server's internal form),
 * {@link JsonText}, {@link Label} (ENUM and SET).
 */
public sealed interface RowChange {

    TableId table();

    /** A new row. */
    record Insert(TableId table, Object[] after) implements RowChange {}

    /** A changed row. */
    record Update(TableId table, Object[] before, Object[] after) implements RowChange {}

    /** A row that is gone. */
    record Delete(TableId table, Object[] before) implements RowChange {}
}
