package io.dm4j.dmctl;

import picocli.CommandLine.TypeConversionException;

/** How answers are printed. */
enum OutputForm {
    /** A table for people, JSON for programs. */
    DEFAULT,
    TABLE,
    JSON;

    boolean isJson(Terminal terminal) {
        return this == JSON || this == DEFAULT && !terminal.people();
    }

    static OutputForm named(String word) {
        return switch (word) {
            case "table" -> TABLE;
            case "json" -> JSON;
            default -> throw new TypeConversionException("'" + word + "' is neither table nor json");
        };
    }
}
