package io.dm4j.ddl;

/**
 * A table's or schema's name inside a statement.
 *
 * @param schema empty if not written
 * @param table empty for a schema's own name
 * @param start of the name in the text
 * @param end behind the name; equal to start where a name is only implied
 */
record Mention(Role role, String schema, String table, int start, int end) {
    enum Role {
        /** What the statement works on. */
        SUBJECT,
        /** The new name of the subject before it. */
        NEW_NAME,
        /** CREATE TABLE ... LIKE this. */
        MODEL,
        /** The parent of a foreign key; without a schema it lives in the subject's. */
        PARENT
    }
}
