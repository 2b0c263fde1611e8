package io.dm4j.ddl;

/** What a statement does, as far as following it needs to know. */
public enum StatementKind {
    CREATE_TABLE,
    ALTER_TABLE,
    DROP_TABLE,
    TRUNCATE_TABLE,
    RENAME_TABLE,
    CREATE_INDEX,
    DROP_INDEX,
    CREATE_DATABASE,
    ALTER_DATABASE,
    DROP_DATABASE,
    /** Nothing a replica of tables needs: views, routines, accounts, maintenance, transaction control. */
    IGNORED,
    /** A change of rows as a statement: the rows are not in the binlog. */
    ROW_CHANGE,
    /** Known, and not followed. */
    NOT_SUPPORTED,
    UNKNOWN;

    public boolean ofSchema() {
        return this == CREATE_DATABASE || this == ALTER_DATABASE || this == DROP_DATABASE;
    }
}
