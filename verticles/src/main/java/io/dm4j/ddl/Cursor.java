package io.dm4j.ddl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A place in a statement's tokens; reads never fail, behind the end there is nothing. */
final class Cursor {
    private static final Token END = new Token(Token.Type.SYMBOL, "\0", 0, 0);

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : END;
    }

    Token take() {
        Token token = peek();
        at++;
        return token;
    }

    /** Takes these words if they all come next. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean acceptSymbol(char symbol) {
        if (!peek().isSymbol(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    /** The next token as an upper-case word, empty if it is none. */
    String word() {
        return peek().type() == Token.Type.WORD ? peek().text().toUpperCase(Locale.ROOT) : "";
    }

    /** Moves to the first word of the set, within the next tokens; false leaves the place at the end. */
    boolean seek(Set<String> words) {
        while (!atEnd()) {
            if (words.contains(word())) {
                return true;
            }
            at++;
        }
        return false;
    }

    /** A name of one or two parts. */
    Optional<Mention> name(Mention.Role role) {
        if (!peek().isName()) {
            return Optional.empty();
        }
        Token first = take();
        if (!peek().isSymbol('.') || !peek(1).isName()) {
            return Optional.of(new Mention(role, "", first.text(), first.start(), first.end()));
        }
        take();
        Token second = take();
        return Optional.of(new Mention(role, first.text(), second.text(), first.start(), second.end()));
    }
}
