package io.dm4j.dmctl;

import java.util.ArrayList;
import java.util.List;

/** Splits a line as a shell does: quotes of both kinds, and the backslash, which in double quotes escapes itself and them. */
final class Words {
    private static final char NONE = 0;

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private char quote = NONE;

    private Words() {}

    /** A quote that does not end is wrong usage. */
    static List<String> of(String line) {
        Words words = new Words();
        int at = 0;
        while (at < line.length()) {
            at += words.take(line.charAt(at), at + 1 < line.length() ? line.charAt(at + 1) : NONE);
        }
        words.end();
        return List.copyOf(words.words);
    }

    /** Gives how many characters it has used. */
    private int take(char c, char next) {
        if (c == '\\' && next != NONE && (quote == NONE || quote == '"' && (next == '"' || next == '\\'))) {
            append(next);
            return 2;
        }
        if (quote == NONE && (c == '"' || c == '\'')) {
            quote = c;
            begun = true;
        } else if (c == quote) {
            quote = NONE;
        } else if (quote == NONE && Character.isWhitespace(c)) {
            finishWord();
        } else {
            append(c);
        }
        return 1;
    }

    private void append(char c) {
        word.append(c);
        begun = true;
    }

    private void finishWord() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private void end() {
        if (quote != NONE) {
            throw DmctlError.usage("a quote " + quote + " does not end", "Close it on the same line");
        }
        finishWord();
    }
}
