/**
 * Turns an upstream's stream of transactions into the same rows on the target: each upstream transaction whole, in order,
 * exactly once.
 *
 * <p>{@link io.dm4j.sync.SyncUnit} makes one {@code Replication} after the other: a connection loss ends one, the next finds
 * its place from the watermark on the target. Inside, {@code Assembler} makes transactions of events, {@code Intake} holds
 * what waits, {@code RowPlanner} makes statements of rows by each table's window, and a {@code Lane} commits them together
 * with the watermark. What is waiting is committed as one group of whole upstream transactions; a transaction over the byte
 * budget is streamed alone. Within a group nobody sees the order, so changes of one kind in one table share statements as
 * far as {@code Order} lets them pass others. {@code DdlBarrier} runs statements on definitions between groups, with an intent record.
 *
 * <p>There is one lane; {@code Lane} is the seam for more. Everything is confined to the unit's context.
 */
package io.dm4j.sync;
