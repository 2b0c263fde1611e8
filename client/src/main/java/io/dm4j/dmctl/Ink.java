package io.dm4j.dmctl;

/** How a cell looks on a terminal. */
enum Ink {
    PLAIN(""),
    HEAD("\033[1m"),
    GOOD("\033[32m"),
    WARN("\033[33m"),
    BAD("\033[31m"),
    FAINT("\033[2m");

    private static final String OFF = "\033[0m";

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text, boolean colour) {
        return colour && !code.isEmpty() && !text.isEmpty() ? code + text + OFF : text;
    }
}
