package io.dm4j.ddl;

/**
 * A piece of a statement.
 *
 * @param text for a quoted name or a string: without its quotes, doubled ones undone
 */
record Token(Type type, String text, int start, int end) {
    enum Type {
        WORD,
        QUOTED_NAME,
        STRING,
        SYMBOL
    }

    boolean isName() {
        return type == Type.WORD || type == Type.QUOTED_NAME;
    }

    boolean isWord(String word) {
        return type == Type.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return type == Type.SYMBOL && text.charAt(0) == symbol;
    }
}
