package io.dm4j.binlog;

import java.util.Locale;

/** What a text in the binlog is to a stream of row changes. */
enum Statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    ROLLBACK_TO,
    SAVEPOINT,
    XA,
    /** Changes rows by text: statement format. */
    CHANGE,
    /** Makes or drops a temporary table, which no other session sees. */
    TEMPORARY,
    /** A comment only; servers put it where an event was that a reader does not understand. */
    NOTHING,
    /** Anything else: DDL, GRANT, FLUSH and the like. */
    OTHER;

    static Statement of(String sql) {
        Words words = new Words(sql);
        String first = words.next();
        return switch (first) {
            case "" -> NOTHING;
            case "BEGIN", "START" -> BEGIN;
            case "COMMIT" -> COMMIT;
            case "ROLLBACK" -> words.next().equals("TO") ? ROLLBACK_TO : ROLLBACK;
            case "SAVEPOINT", "RELEASE" -> SAVEPOINT;
            case "XA" -> XA;
            case "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "WITH", "SELECT", "DO", "CALL" -> CHANGE;
            case "CREATE", "DROP" -> words.next().equals("TEMPORARY") ? TEMPORARY : OTHER;
            default -> OTHER;
        };
    }

    /** Words of a statement, in upper case; comments are passed, what only servers run (/*!) is looked into. */
    private static final class Words {
        private final String sql;
        private int place;

        Words(String sql) {
            this.sql = sql;
        }

        String next() {
            passBlanks();
            int start = place;
            while (place < sql.length() && isWordPart(sql.charAt(place))) {
                place++;
            }
            String word = sql.substring(start, place).toUpperCase(Locale.ROOT);
            return word.isEmpty() && place < sql.length() ? "?" : word;
        }

        private static boolean isWordPart(char c) {
            return Character.isLetterOrDigit(c) || c == '_';
        }

        private void passBlanks() {
            int before;
            do {
                before = place;
                while (place < sql.length()
                        && (Character.isWhitespace(sql.charAt(place)) || sql.charAt(place) == ';')) {
                    place++;
                }
                passComment();
            } while (place > before);
        }

        private void passComment() {
            if (sql.startsWith("/*!", place) || sql.startsWith("/*M!", place)) {
                place = sql.indexOf('!', place) + 1;
                while (place < sql.length() && Character.isDigit(sql.charAt(place))) {
                    place++;
                }
            } else if (sql.startsWith("*/", place)) {
                place += 2;
            } else if (sql.startsWith("/*", place)) {
                passUntil("*/");
            } else if (sql.startsWith("#", place) || sql.startsWith("-- ", place)) {
                passUntil("\n");
            }
        }

        private void passUntil(String mark) {
            int found = sql.indexOf(mark, place);
            place = found < 0 ? sql.length() : found + mark.length();
        }
    }
}
