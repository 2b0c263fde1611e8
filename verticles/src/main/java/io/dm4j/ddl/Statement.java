package io.dm4j.ddl;

import java.util.List;

/**
 * A statement, understood as far as needed.
 *
 * @param sql the text that counts, in which the mentions have their places
 * @param what it is, in a few words without values, for messages
 * @param ifExists DROP with IF EXISTS
 */
record Statement(StatementKind kind, String sql, String what, List<Mention> mentions, boolean ifExists) {
    Statement {
        mentions = List.copyOf(mentions);
    }
}
