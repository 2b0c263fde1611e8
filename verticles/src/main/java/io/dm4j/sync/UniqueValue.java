package io.dm4j.sync;

import io.dm4j.row.TableId;
import java.util.List;

/**
 * What no two rows of a table have in common.
 *
 * @param table on the target, as several upstream tables may lead there
 * @param key which of the table's unique keys, from 0
 */
record UniqueValue(TableId table, int key, List<Object> values) {}
