/**
 * Turns a server's words about where its binlog is (file, offset, GTID set) into values that compare. Pure.
 *
 * <p>Stored as the texts a server itself writes: file name, offset, {@link io.dm4j.position.GtidSet#toString()}; read
 * again with {@link io.dm4j.position.GtidSet#parse}.
 */
package io.dm4j.position;
