package io.dm4j.unit;

/** DM's names and numbers of units. */
public enum UnitType {
    CHECK,
    LOAD,
    SYNC
}
