package io.dm4j.ddl;

import io.dm4j.error.DmException;
import java.util.List;

/** An operator's CREATE TABLE statement, for a server to read under another name. */
public final class GivenTable {
    private final String head;
    private final String tail;

    private GivenTable(String head, String tail) {
        this.head = head;
        this.tail = tail;
    }

    /**
     * Takes one statement that defines the columns of a table by itself, read as sessions of MySQL do by default.
     *
     * @throws DmException with {@link DdlError#GIVEN_TABLE} if it is not that
     */
    public static GivenTable of(String text) {
        String sql = single(text);
        Statement statement = StatementParser.parse(sql, SqlDialect.DEFAULT);
        if (statement.kind() != StatementKind.CREATE_TABLE) {
            throw refused("it is " + statement.what());
        }
        if (statement.mentions().stream().anyMatch(mention -> mention.role() == Mention.Role.MODEL)) {
            throw refused("it is CREATE TABLE ... LIKE");
        }
        Mention name = statement.mentions().get(0);
        if (takesRows(sql, name.end())) {
            throw refused("it takes rows from elsewhere");
        }
        return new GivenTable(sql.substring(0, name.start()), sql.substring(name.end()));
    }

    /** Without what follows the first semicolon, which may be more of them only. */
    private static String single(String text) {
        List<Token> tokens = Tokenizer.tokens(text, SqlDialect.DEFAULT);
        List<Token> ends =
                tokens.stream().dropWhile(token -> !token.isSymbol(';')).toList();
        if (ends.stream().anyMatch(token -> !token.isSymbol(';'))) {
            throw refused("it is more than one statement");
        }
        return ends.isEmpty() ? text : text.substring(0, ends.get(0).start());
    }

    /** MySQL 8's TABLE and VALUES in the place of SELECT; inside of parentheses these words are something else. */
    private static boolean takesRows(String sql, int from) {
        int depth = 0;
        for (Token token : Tokenizer.tokens(sql.substring(from), SqlDialect.DEFAULT)) {
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            if (depth == 0 && (token.isWord("TABLE") || token.isWord("VALUES"))) {
                return true;
            }
        }
        return false;
    }

    private static DmException refused(String why) {
        return new DmException(DdlError.GIVEN_TABLE, "the text given is no CREATE TABLE of its own: " + why);
    }

    /**
     * The statement with another name in the place of its own.
     *
     * @param quotedName for SQL
     */
    public String named(String quotedName) {
        return head + quotedName + tail;
    }

    /** Defaults in it are values. */
    @Override
    public String toString() {
        return "a CREATE TABLE statement";
    }
}
