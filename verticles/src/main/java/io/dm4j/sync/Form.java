package io.dm4j.sync;

import io.dm4j.mysql.RowStatements;
import io.dm4j.row.TableSchema;

/** Kinds of statements that take several rows. */
enum Form {
    INSERT("INSERT", 1) {
        @Override
        String head(TableSchema target) {
            return RowStatements.head("INSERT INTO ", target);
        }
    },
    REPLACE("REPLACE", RowStatement.ANY) {
        @Override
        String head(TableSchema target) {
            return RowStatements.head("REPLACE INTO ", target);
        }
    },
    /**
     * Sets rows that are there to other values. The target counts two for such a row and one for any other, so that a row
     * that is not there, and one that has the values already, make the count too low.
     */
    UPDATE("UPDATE", 2) {
        @Override
        String head(TableSchema target) {
            return RowStatements.head("INSERT INTO ", target);
        }

        @Override
        String tail(TableSchema target) {
            return RowStatements.onDuplicateSetOthers(target);
        }
    },
    DELETE("DELETE", 1) {
        @Override
        String head(TableSchema target) {
            return RowStatements.deleteHead(target);
        }

        @Override
        String between(TableSchema target) {
            return " OR ";
        }

        @Override
        void append(StringBuilder sql, TableSchema target, Object[] image) {
            RowStatements.appendKey(sql, target, image);
        }

        @Override
        int mostRows() {
            return 200;
        }
    };

    private final String verb;
    private final int countPerRow;

    Form(String verb, int countPerRow) {
        this.verb = verb;
        this.countPerRow = countPerRow;
    }

    /** Text before the first row. */
    abstract String head(TableSchema target);

    String between(TableSchema target) {
        return ",";
    }

    void append(StringBuilder sql, TableSchema target, Object[] image) {
        RowStatements.append(sql, target, image);
    }

    /** Text behind the last row. */
    String tail(TableSchema target) {
        return "";
    }

    int mostRows() {
        return 1000;
    }

    /** Which count the target must answer. */
    int expected(int rows) {
        return countPerRow == RowStatement.ANY ? RowStatement.ANY : countPerRow * rows;
    }

    /** For messages. */
    String verb() {
        return verb;
    }
}
