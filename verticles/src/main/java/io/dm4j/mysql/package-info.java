/**
 * Turns what we want of a MySQL-family server into SQL and its answers into our values: sessions and pools, literals, row
 * statements, definitions, error classes, dialects. Everything said in SQL through the reactive client is written here or
 * with what is here.
 *
 * <p>Every session is the same: utf8mb4 with a binary collation that MySQL, MariaDB and TiDB know, {@code time_zone
 * '+00:00'} and one fixed {@code sql_mode}, so that a TIMESTAMP is the same instant, a DATETIME the same digits, a zero date
 * passes, and a value that does not fit is an error instead of another value.
 *
 * <p>Values go through a {@link io.vertx.sqlclient.Tuple}, with one exception: statements that carry rows are text with
 * literals ({@link io.dm4j.mysql.Literals}), which the servers take at half the cost of prepared ones.
 */
package io.dm4j.mysql;
