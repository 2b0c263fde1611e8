package io.dm4j.error;

/**
 * One kind of failure. Each area keeps its own enum of these; a number that DM has too means the same as there, ours
 * start at 500 above the area's first number.
 */
public interface ErrorCode {

    Meaning meaning();

    /** Unique over all areas. */
    default int number() {
        return meaning().number();
    }

    default ErrorClass errorClass() {
        return meaning().errorClass();
    }

    default ErrorScope scope() {
        return meaning().scope();
    }

    default ErrorLevel level() {
        return meaning().level();
    }

    /** What a user does about it, in one sentence; empty if there is nothing general to say. */
    default String workaround() {
        return meaning().workaround();
    }

    /**
     * True if it is about whom to let in: certificates, names, accounts. It is over as soon as somebody has replaced a file or
     * changed an account, so whoever tries again looks often.
     */
    default boolean concernsTrust() {
        return false;
    }
}
