package io.dm4j.error;

/**
 * One kind of failure. Each area keeps its own enum of these; a number that DM has too means the same as there, ours
 * start at 500 above the area's first number.
 */
public interface ErrorCode {

    /** Unique over all areas. */
    int number();

    ErrorClass errorClass();

    ErrorScope scope();

    ErrorLevel level();

    /** What a user does about it, in one sentence; empty if there is nothing general to say. */
    String workaround();

    /**
     * True if it is about whom to let in: certificates, names, accounts. It is over as soon as somebody has replaced a file or
     * changed an account, so whoever tries again looks often.
     */
    default boolean concernsTrust() {
        return false;
    }
}
