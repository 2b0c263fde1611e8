package io.dm4j.ddl;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens and drops comments. The inside of {@code /*! ... *}{@code /} and of MariaDB's {@code /*M! ...
 * *}{@code /} counts as text, as the server ran it. Never fails: an unclosed quote or comment ends with the text.
 */
final class Tokenizer {
    private final String sql;
    private final SqlDialect dialect;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean insideVersionComment;

    private Tokenizer(String sql, SqlDialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
    }

    static List<Token> tokens(String sql, SqlDialect dialect) {
        Tokenizer tokenizer = new Tokenizer(sql, dialect);
        while (tokenizer.at < sql.length()) {
            tokenizer.next();
        }
        return List.copyOf(tokenizer.tokens);
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '/' && startsWith("/*")) {
            blockComment();
        } else if (insideVersionComment && startsWith("*/")) {
            insideVersionComment = false;
            at += 2;
        } else if (c == '#' || isDashComment()) {
            skipLine();
        } else if (c == '\'' || c == '"' || c == '`') {
            quoted(c);
        } else if (isWordPart(c)) {
            word();
        } else {
            add(Token.Type.SYMBOL, String.valueOf(c), at, at + 1);
        }
    }

    private void blockComment() {
        int inside = versionCommentLength();
        if (inside > 0) {
            insideVersionComment = true;
            at += inside;
            while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                at++;
            }
            return;
        }
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
    }

    private int versionCommentLength() {
        if (startsWith("/*!")) {
            return 3;
        }
        return startsWith("/*M!") ? 4 : 0;
    }

    private boolean isDashComment() {
        return startsWith("--") && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    private void skipLine() {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
    }

    private void quoted(char quote) {
        int start = at;
        boolean name = quote == '`' || quote == '"' && dialect.ansiQuotes();
        StringBuilder text = new StringBuilder();
        int i = at + 1;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (c == quote && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
                text.append(quote);
                i += 2;
            } else if (c == quote) {
                break;
            } else if (c == '\\' && !name && dialect.backslashEscapes() && i + 1 < sql.length()) {
                text.append(sql.charAt(i + 1));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        add(name ? Token.Type.QUOTED_NAME : Token.Type.STRING, text.toString(), start, Math.min(i + 1, sql.length()));
    }

    private void word() {
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        add(Token.Type.WORD, sql.substring(at, end), at, end);
    }

    private void add(Token.Type type, String text, int start, int end) {
        tokens.add(new Token(type, text, start, end));
        at = end;
    }

    private boolean startsWith(String text) {
        return sql.startsWith(text, at);
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c >= 0x80 || Character.isLetterOrDigit(c);
    }
}
