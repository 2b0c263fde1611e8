package io.dm4j.binlog;

/** Reads one column's value from a row image; the column is not NULL there. Throws {@link Undecodable}. */
interface Cell {
    Object read(Bytes in);
}
