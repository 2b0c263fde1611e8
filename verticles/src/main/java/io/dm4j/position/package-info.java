/** Turns a server's words about where its binlog is (file, offset, GTID set) into values that compare. Pure. */
package io.dm4j.position;
