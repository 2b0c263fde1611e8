package io.dm4j.check;

import io.dm4j.error.ErrorClass;
import io.dm4j.error.ErrorCode;
import io.dm4j.error.ErrorLevel;
import io.dm4j.error.ErrorScope;

/** What a check cannot get past. */
public enum CheckError implements ErrorCode {
    WRONG_FLAVOR(26501, ErrorScope.UPSTREAM, "Correct `flavor` in the source file, or leave it out."),
    TIMED_OUT(26502, ErrorScope.NOT_SET, "Try again, or leave items out by `ignore-checking-items`.");

    private final int number;
    private final ErrorScope scope;
    private final String workaround;

    CheckError(int number, ErrorScope scope, String workaround) {
        this.number = number;
        this.scope = scope;
        this.workaround = workaround;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public ErrorClass errorClass() {
        return ErrorClass.TASK_CHECK;
    }

    @Override
    public ErrorScope scope() {
        return scope;
    }

    @Override
    public ErrorLevel level() {
        return ErrorLevel.MEDIUM;
    }

    @Override
    public String workaround() {
        return workaround;
    }
}
