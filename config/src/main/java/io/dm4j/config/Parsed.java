package io.dm4j.config;

import java.util.List;

/**
 * A configuration that was read, and what its reader should tell the operator: keys that have no meaning here, a list
 * that lets everyone of the CA in. One line each.
 */
public record Parsed<T>(T value, List<String> notes) {
    public Parsed {
        notes = List.copyOf(notes);
    }
}
