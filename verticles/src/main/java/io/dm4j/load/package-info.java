/**
 * Turns a task and an upstream into a filled target: one consistent snapshot read over several sessions, tables created
 * from the upstream's definitions, rows streamed chunk by chunk. No files lie in between.
 *
 * <p>A chunk is a range of a key. One target transaction holds the fence's check, a chunk's rows and the record that it is
 * done, so that a crash repeats open chunks and doubles nothing. What was not copied before a crash is read at a later
 * snapshot, and the table's window says so to replication. A table without a key is one chunk with several commits; after
 * a crash it is emptied and read again as a whole.
 *
 * <p>Limits that are coded errors here: the global read lock must be granted (a copy without it is not built), tables must
 * be InnoDB, a definition must not change while its table is copied.
 */
package io.dm4j.load;
