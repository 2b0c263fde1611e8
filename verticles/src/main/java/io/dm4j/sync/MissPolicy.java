package io.dm4j.sync;

/** What a strict change means that finds no row on the target. */
enum MissPolicy {
    /** The table was copied by this task: the target has been changed by somebody else. */
    FAIL,
    /** The target was filled by somebody else: counted and shown. */
    COUNT
}
