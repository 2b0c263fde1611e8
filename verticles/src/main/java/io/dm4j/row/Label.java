package io.dm4j.row;

/** The value of an ENUM or SET by its text; the empty text of an ENUM is its error value (index 0). */
public record Label(String text) {}
