package io.dm4j.error;

/**
 * What a code says by itself, whatever happened.
 *
 * @param number unique over all areas
 * @param workaround what a user does about it, in one sentence; empty if there is nothing general to say
 */
public record Meaning(int number, ErrorClass errorClass, ErrorScope scope, ErrorLevel level, String workaround) {}
