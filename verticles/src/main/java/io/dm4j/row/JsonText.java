package io.dm4j.row;

/** A JSON document as the server writes it. */
public record JsonText(String text) {}
