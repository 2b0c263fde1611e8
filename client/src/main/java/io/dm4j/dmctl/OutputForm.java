package io.dm4j.dmctl;

import picocli.CommandLine.TypeConversionException;

/** How answers are printed. */
enum OutputForm {
    /** A table for people, JSON for programs. */
    DEFAULT,
    TABLE,
    JSON,
    YAML;

    /** What it comes to there. */
    OutputForm on(Terminal terminal) {
        if (this != DEFAULT) {
            return this;
        }
        return terminal.people() ? TABLE : JSON;
    }

    static OutputForm named(String word) {
        return switch (word) {
            case "table" -> TABLE;
            case "json" -> JSON;
            case "yaml" -> YAML;
            default -> throw new TypeConversionException("'" + word + "' is none of table, json and yaml");
        };
    }
}
