/**
 * Turns an upstream's binlog into transactions of typed row changes, or stops with a coded error: no event is lost, none
 * is guessed.
 *
 * <p>{@link io.dm4j.binlog.BinlogSource#open} registers as a replica and gives a {@link io.dm4j.binlog.BinlogStream};
 * {@code read()} gives its {@link io.dm4j.binlog.BinlogEvent}s in the upstream's order. The grammar of a stream:
 *
 * <pre>
 * stream      = { transaction | Ddl | Heartbeat }
 * transaction = Begin { Rows } Commit
 * </pre>
 *
 * <p>A stream never reconnects: it fails once, with an {@code io.dm4j.binlog.BinlogError}, and the one who reads decides
 * by {@code BinlogError.heals} whether to open another one at its own position. A transaction cut off by the failure has
 * no {@code Commit}; its rows come again.
 *
 * <p>What the stream refuses, each with the position and a way out: statement-format changes, XA transactions, incidents,
 * tagged GTIDs, CREATE TABLE ... SELECT written as one transaction, event types it does not know. What only concerns one
 * table (a partial row image, partial JSON, MariaDB's compressed rows, a definition that does not fit) is refused when
 * that table's rows are decoded, so that tables nobody asks for do no harm.
 *
 * <p>Trust: with a {@code security} block the connection is TLS before the password is sent, or it fails; it never falls
 * back to plain text. Without one it is plain, and with {@code caching_sha2_password} the server's unauthenticated RSA
 * key is taken: that is what asking for plain text means.
 */
package io.dm4j.binlog;
