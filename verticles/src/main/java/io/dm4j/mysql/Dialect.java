package io.dm4j.mysql;

/** Whose SQL a server speaks. */
public enum Dialect {
    MYSQL,
    MARIADB,
    TIDB
}
